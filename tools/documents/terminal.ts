import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** Environment in which a command runs. */
export interface TerminalOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** In characters. */
  readonly columns: number;
}

/** Result of a command. */
export interface Ended {
  readonly exitCode: number | null;
  /** Final screen contents, without colors. */
  readonly output: string;
}

/** A command running in a pseudo-terminal. */
export interface Terminal {
  /** Resolves with the first match in the output; rejects if the command ends without one. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends keys, such as "\x03" for Ctrl C. */
  type(keys: string): void;
  /** Ends the command as closing a terminal does. */
  close(): void;
  ended(): Promise<Ended>;
}

/**
 * Runs a command line in a pseudo-terminal: all three streams are TTYs, and Ctrl C works. Needs `script`, which Debian and macOS provide.
 */
export function openTerminal(command: string, { cwd, env, columns }: TerminalOptions): Terminal {
  const line = `stty cols ${columns.toString()} rows 50 -echo; ${command}`;
  const args = process.platform === 'linux' ? ['-qefc', line, '/dev/null'] : ['-qe', '/dev/null', 'sh', '-c', line];
  const child = spawn('script', args, { cwd, env: { ...env, SHELL: '/bin/sh' }, stdio: ['pipe', 'pipe', 'pipe'] });
  let raw = '';
  const waiting = new Set<() => void>();
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output: onScreen(raw) }));
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      raw += text;
      for (const look of waiting) look();
    });
  }
  // Input after the command ended is discarded, as in a terminal.
  child.stdin.on('error', () => undefined);

  return {
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        function look(): void {
          const match = pattern.exec(onScreen(raw));
          if (match === null) return;
          waiting.delete(look);
          resolve(match);
        }
        waiting.add(look);
        look();
        ended.then(
          ({ output }) => reject(new Error(`${command} ended without ${String(pattern)}:\n${output}`)),
          reject,
        );
      }),
    type: (keys) => void child.stdin.write(keys),
    // The command receives a hangup when its terminal goes away.
    close: () => void child.kill('SIGKILL'),
    ended: () => ended,
  };
}

/** Runs a command line until it ends. */
export async function runInTerminal(command: string, options: TerminalOptions): Promise<Ended> {
  return await openTerminal(command, options).ended();
}

/** Returns the text that remains visible after lines were overwritten, for example by a progress bar. */
function onScreen(raw: string): string {
  return stripVTControlCharacters(raw.replaceAll('\r\n', '\n').replaceAll(/^.*\r/gm, '')).replaceAll('\u0008', '');
}
