import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** Where a command runs. */
export interface TerminalOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The width of the terminal in characters. */
  readonly columns: number;
}

/** How a command ended. */
export interface Ended {
  readonly exitCode: number | null;
  /** What stood on the screen at the end, without colors. */
  readonly output: string;
}

/** A command in a pseudo-terminal of its own. */
export interface Terminal {
  /** Resolves with the first match in what is printed; rejects when the command ends without one. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Types, such as "\x03" for Ctrl C. */
  type(keys: string): void;
  /** Ends the command as a terminal that is closed does. */
  close(): void;
  ended(): Promise<Ended>;
}

/** Runs a command line as in a terminal: it sees a terminal on all three streams, and Ctrl C. Needs `script`, which Debian and macOS have. */
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
  // What is typed after the end is lost, as in a terminal.
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
    // What runs in the terminal hears that it is gone.
    close: () => void child.kill('SIGKILL'),
    ended: () => ended,
  };
}

/** Runs a command line to its end. */
export async function runInTerminal(command: string, options: TerminalOptions): Promise<Ended> {
  return await openTerminal(command, options).ended();
}

/** The text that is left when lines were overwritten, as by a progress bar. */
function onScreen(raw: string): string {
  return stripVTControlCharacters(raw.replaceAll('\r\n', '\n').replaceAll(/^.*\r/gm, '')).replaceAll('\u0008', '');
}
