import { readFileSync, writeFileSync } from 'node:fs';

import { runInTerminal, type TerminalOptions } from '../terminal.ts';

/** Writes down what is said, and what commands print. */
export interface Scribe {
  /** Adds a paragraph. */
  say(markdown: string): void;
  /** Goes into a folder, by a command that the next ones follow. */
  enter(folder: string, shownAs: string): void;
  /** Runs commands one after the other, and shows what each prints. Throws when one ends with another exit code than the last argument. */
  run(commands: readonly string[], exitCode?: number): Promise<void>;
  /** Changes a file, which the transcript has to show by a command. Throws when the text to replace is not there. */
  edit(file: string, before: string, after: string): void;
  text(): string;
}

/** Starts a transcript; `shown` takes out of what is printed what differs between machines. */
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
