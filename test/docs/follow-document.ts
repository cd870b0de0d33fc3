import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readCommands, type DocumentedCommand } from '../../tools/documents/read-commands.ts';
import { differenceOf } from '../../tools/documents/same-output.ts';
import type { Ended } from '../../tools/documents/terminal.ts';
import { root, useReader, type Reader } from './reader.ts';

/** What is not run as it stands, why, and what is run in its place. Documents have these in blocks of `shell`. */
export const notRun: Readonly<Record<string, { readonly needs: string; readonly instead?: string }>> = {
  'npm install && npm start': { needs: 'the network', instead: 'npm start' },
  'npm test': { needs: 'minutes, and is this' },
  'npm install': {
    needs: 'the network',
    instead: 'ln -sfn "$PACKAGES" node_modules && echo node_modules >> .git/info/exclude',
  },
  'npx wix install @wix/crm': { needs: 'an account' },
  'npx wix install @wix/ecom': { needs: 'an account' },
  'npx wix install @wix/events': { needs: 'an account' },
  'npx wix install @wix/pricing-plans': { needs: 'an account' },
  'npm run screenshots -- emails pictures': { needs: 'a Chromium' },
  'npm run stories -- --week': { needs: 'minutes' },
  'npm run mutants': { needs: 'hours' },
  'npm run mutants -- delivery timeline': { needs: 'hours' },
  'npm run build:package': { needs: 'half a minute, and has tests of its own' },
  'npm pack ./dist/package': { needs: 'the package' },
  'npm install --save-dev FILE': { needs: 'the network' },
  'npx FILE start': { needs: 'the network' },
  'cd dist/server && npm install && node server.js': { needs: 'the network, and an app' },
  'docker build --file hosts/webhook-server/Containerfile --tag order-events .': { needs: 'Docker' },
  'docker compose --file hosts/webhook-server/compose.yaml up --scale web=2 --scale worker=2': { needs: 'Docker' },
  'node server.js installations': { needs: 'a server that is configured' },
  'node server.js health INSTALLATION': { needs: 'a server that is configured' },
  'node server.js notifications INSTALLATION [STATUS]': { needs: 'a server that is configured' },
  'node server.js resend INSTALLATION KEY': { needs: 'a server that is configured' },
  'node server.js dead INSTALLATION': { needs: 'a server that is configured' },
  'node server.js retry INSTALLATION [ID]': { needs: 'a server that is configured' },
  'node server.js erase INSTALLATION CONTACT [EMAIL]': { needs: 'a server that is configured' },
};

/** It is made of what its commands print: see tools/documents/transcript. */
const TRANSCRIPT = 'docs/transcript.md';

/** The documents whose commands are run. */
export const documents: readonly string[] = [
  'README.md',
  ...readdirSync(join(root, 'docs')).map((file) => `docs/${file}`),
].filter((file) => file.endsWith('.md') && file !== TRANSCRIPT);

/** The documents that have so many commands that each has a test file of its own. */
export const longDocuments: readonly string[] = ['README.md', 'docs/command-line.md', 'docs/going-live.md'];

/** Runs the commands of a document one after the other, and compares what they print with what it says. */
export function followDocument(document: string): Reader {
  const reader = useReader();
  const commands = readCommands(readFileSync(join(root, document), 'utf8')).flatMap(runnable);
  const ended = new Map<DocumentedCommand, Ended>();

  // A command needs those before it, and the tests come in an order by chance.
  beforeAll(async () => {
    for (const command of commands) ended.set(command, await reader.run(command));
  }, commands.length * 180_000);

  it.each(commands.map((command) => [command.text, command.line, command] as const))(
    'works as printed: %s (line %d)',
    (_text, _line, command) => {
      const { exitCode, output } = ended.get(command) ?? { exitCode: undefined, output: '' };

      const isEnded = exitCode === 130 && /Ctrl C (stops|ends) it/.test(output);
      expect({ exitCode: isEnded ? 0 : exitCode, output }).toMatchObject({ exitCode: command.exitCode });
      expect(output).not.toMatch(/^ +at .+:\d+:\d+\)?$/m);
      if (command.output !== undefined) expect(differenceOf(command.output, output)).toBeUndefined();
    },
  );
  return reader;
}

function runnable(command: DocumentedCommand): DocumentedCommand[] {
  if (command.isRunnable) return [command];
  const instead = notRun[command.text]?.instead;
  return instead === undefined ? [] : [{ ...command, text: instead }];
}
