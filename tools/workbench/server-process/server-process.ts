import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Process of the webhook server, which can be killed and restarted. */
export interface ServerProcess {
  /** Returns the address for webhooks, which changes with a restart, as behind a load balancer. */
  readonly url: () => string;
  /** Resolves once the server listens. `aheadMs` sets its clock ahead of the machine's, in milliseconds. */
  start(options?: { readonly aheadMs?: number }): Promise<void>;
  /** Ends the process with a signal; resolves with its exit code, or with the signal that ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | NodeJS.Signals>;
  readonly isRunning: () => boolean;
  /** Returns the CPU time of this process and its predecessors, user and system, in milliseconds. */
  readonly cpuMs: () => number;
  /** Returns the log lines of this process and its predecessors. */
  readonly log: () => readonly string[];
}

/** Clock tick of Linux process times: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICK_MS = 10;

/** Creates a server from a bundle, without starting it. Of this process's environment it gets only `PATH`, besides `env`. */
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

/** Returns a module that sets the clock of its process ahead. */
function clockAhead(ms: number): string {
  const source = `const now = Date.now; Date.now = () => now() + ${String(ms)};`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

/** Returns user and system time (fields 14 and 15); the second field is a name in brackets that may contain anything. */
function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
