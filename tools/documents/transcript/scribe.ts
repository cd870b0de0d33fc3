import { readFileSync, writeFileSync } from 'node:fs';

import { runInTerminal, type TerminalOptions } from '../terminal.ts';

/** Records paragraphs and command output as a transcript. */
export interface Scribe {
  /** Adds a paragraph. */
  say(markdown: string): void;
  /** Changes the folder for the following commands, shown as a command. */
  enter(folder: string, shownAs: string): void;
  /** Runs commands in sequence and shows the output of each. Throws if one exits with a code other than `exitCode`. */
  run(commands: readonly string[], exitCode?: number): Promise<void>;
  /** Changes a file; the transcript must show the change with a command. Throws if the text to replace is not found. */
  edit(file: string, before: string, after: string): void;
  text(): string;
}

/** Creates a scribe; `shown` removes what differs between machines from the output. */
export function createScribe(options: TerminalOptions, shown: (output: string) => string): Scribe {
  const paragraphs: string[] = [];
  let { cwd } = options;
  let entering: string[] = [];
  return {
    say: (markdown) => void paragraphs.push(markdown),
    enter(folder, shownAs) {
      cwd = folder;
      entering = [`$ cd ${shownAs}`];
    },
    async run(commands, exitCode = 0) {
      const lines = entering.splice(0);
      for (const command of commands) {
        const ended = await runInTerminal(command, { ...options, cwd });
        if (ended.exitCode !== exitCode) {
          throw new Error(
            `${command} ended with ${String(ended.exitCode)} instead of ${exitCode.toString()}:\n${ended.output}`,
          );
        }
        lines.push(`$ ${command}`, shown(ended.output));
      }
      paragraphs.push(`\`\`\`console\n${lines.filter((line) => line !== '').join('\n')}\n\`\`\``);
    },
    edit(file, before, after) {
      const text = readFileSync(file, 'utf8');
      if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
      writeFileSync(file, text.replace(before, after));
    },
    text: () => `${paragraphs.join('\n\n')}\n`,
  };
}
