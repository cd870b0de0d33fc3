import pc from 'picocolors';

import type { CommandLine, TextOutput } from './command-line.ts';
import { visibleText } from '../../../emulator/cli/visible-text.ts';

/** Output and settings shared by every command. */
export interface Session {
  readonly line: CommandLine;
  /** Colors for standard output; plain if it is not a terminal. */
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Writes one line of result to standard output, with terminal control characters escaped. */
  print(text: string): Promise<void>;
  /** Writes one line about progress or problems to standard error, escaped in the same way. */
  note(text: string): void;
}

/** Creates the session of one call. */
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

/** `true` if output is colored, by https://no-color.org and https://force-color.org */
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
