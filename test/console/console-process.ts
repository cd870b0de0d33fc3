import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { createClient, root, temporaryState, type ConsoleClient } from './console-client.ts';

/** A console in a process of its own. */
export interface ConsoleProcess {
  readonly pid: number;
  readonly client: ConsoleClient;
  /** Stops it so that it holds what it has and answers nobody. */
  freeze(): void;
  kill(): Promise<void>;
}

/** How a process ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Processes of one test. */
export interface Processes {
  /** An empty folder for a state. */
  state(): string;
  startConsole(state: string): Promise<ConsoleProcess>;
  /** Runs the command to its end. */
  run(argv: readonly string[]): Promise<Ended>;
}

/** Starts processes that are killed after each test, however it ended. */
export function useProcesses(): Processes {
  const children: ChildProcess[] = [];
  const states: ReturnType<typeof temporaryState>[] = [];
  afterEach(async () => {
    await Promise.all(children.splice(0).map(kill));
    for (const state of states.splice(0)) state.remove();
  });

  function start(argv: readonly string[]): ChildProcess & { readonly stdout: NonNullable<ChildProcess['stdout']> } {
    const child = spawn(process.execPath, [join(root, 'bin/order-events.js'), ...argv], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  }

  return {
    state() {
      const state = temporaryState();
      states.push(state);
      return state.folder;
    },
    async startConsole(state) {
      const child = start(['console', '--port', '0', '--state', state]);
      const text = textOf(child);
      for (;;) {
        await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
        const [address] = /http:\S+/.exec(text.stdout) ?? [];
        if (address !== undefined && child.pid !== undefined) {
          const freeze = (): void => void child.kill('SIGSTOP');
          return { pid: child.pid, client: createClient(address), freeze, kill: () => kill(child) };
        }
        if (hasEnded(child)) throw new Error(`The console ended without an address. ${text.stderr}`);
      }
    },
    async run(argv) {
      const child = start(argv);
      const text = textOf(child);
      await once(child, 'close');
      return { exitCode: child.exitCode, ...text };
    },
  };
}

/** What a process writes, as far as it has. */
function textOf(child: ChildProcess): { readonly stdout: string; readonly stderr: string } {
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (text.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (text.stderr += String(chunk)));
  return text;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function kill(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
