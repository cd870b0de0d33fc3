import pc from 'picocolors';

import type { CommandLine, TextOutput } from './command-line.ts';
import { visibleText } from './visible-text.ts';

/** What every command works with. */
export interface Session {
  readonly line: CommandLine;
  /** For the standard output: plain when it is no terminal. */
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Writes one line of result; what a terminal would obey is shown instead. */
  print(text: string): Promise<void>;
  /** Writes one line about the work itself, to the error output, in the same way. */
  note(text: string): void;
}

/** Starts the session of one call. */
export function createSession(line: CommandLine): Session {
  return {
    line,
    colors: pc.createColors(wantsColor(line)),
    async print(text) {
      if (line.stdout.write(`${visibleText(text)}\n`) === false) await drained(line.stdout);
    },
    note: (text) => void line.stderr.write(`${visibleText(text)}\n`),
  };
}

/** https://no-color.org and https://force-color.org */
function wantsColor({ env, stdout }: CommandLine): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '') return env['FORCE_COLOR'] !== '0';
  return stdout.isTTY === true && env['TERM'] !== 'dumb';
}

function drained(output: TextOutput): Promise<void> {
  return new Promise((resolve) => {
    if (output.once === undefined) resolve();
    else output.once('drain', resolve);
  });
}
