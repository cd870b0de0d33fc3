import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** One process of the webhook server, which may die and come back. */
export interface ServerProcess {
  /** Where webhooks go; after a restart it is another place, as behind a load balancer. */
  readonly url: () => string;
  /** Resolves when it listens. Its clock may be ahead of the machine's, by milliseconds. */
  start(options?: { readonly aheadMs?: number }): Promise<void>;
  /** Ends it with a signal, and resolves with its exit code, or with the signal that ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | NodeJS.Signals>;
  readonly isRunning: () => boolean;
  /** Milliseconds of CPU that this process and those before it took so far, of the user and of the system. */
  readonly cpuMs: () => number;
  /** The lines of its log so far, of the processes before it as well. */
  readonly log: () => readonly string[];
}

/** Linux counts the time of processes in hundredths of a second: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICK_MS = 10;

/** A server that is not started yet: a bundle with its environment. It gets nothing of the environment of this process but the path. */
export function createServerProcess(file: string, env: Readonly<Record<string, string>>): ServerProcess {
  const log: string[] = [];
  let child: ChildProcess | undefined;
  let url = 'http://127.0.0.1:9';
  let cpuBefore = 0;

  return {
    url: () => `${url}/webhooks`,
    async start({ aheadMs = 0 } = {}) {
      const own = { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', ...env };
      const clock = aheadMs === 0 ? [] : ['--import', clockAhead(aheadMs)];
      const started = spawn(process.execPath, [...clock, file], { env: own, stdio: ['ignore', 'pipe', 'inherit'] });
      child = started;
      const kill = (): void => void started.kill('SIGKILL');
      process.once('exit', kill);
      started.once('exit', () => process.removeListener('exit', kill));
      await new Promise<void>((resolve, reject) => {
        started.once('exit', (code) => {
          reject(new Error(`A server ended with ${String(code)} before it listened: ${log.slice(-5).join('\n')}`));
        });
        createInterface(started.stdout).on('line', (line) => {
          log.push(line);
          const listening = /"url":"([^"]+)".*"msg":"listening"/.exec(line);
          if (listening?.[1] === undefined) return;
          url = listening[1];
          resolve();
        });
      });
    },
    async end(signal) {
      if (child === undefined) throw new Error('The server was not started');
      cpuBefore += cpuOf(child);
      const ended = once(child, 'exit');
      child.kill(signal);
      const [code, by] = (await ended) as [number | null, NodeJS.Signals | null];
      return code ?? by ?? 'SIGKILL';
    },
    isRunning: () => child?.exitCode === null && child.signalCode === null,
    cpuMs: () => cpuBefore + (child?.exitCode === null && child.signalCode === null ? cpuOf(child) : 0),
    log: () => log,
  };
}

/** A module that puts the clock of its process ahead. */
function clockAhead(ms: number): string {
  const source = `const now = Date.now; Date.now = () => now() + ${String(ms)};`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

/** User and system time, the 14th and 15th field; the second one is a name in brackets that may hold anything. */
function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
