import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readCommands } from '../../tools/documents/read-commands.ts';
import { documents, followDocument, longDocuments } from './follow-document.ts';
import { root } from './reader.ts';

const others = documents.filter((document) => {
  const hasCommands = readCommands(readFileSync(join(root, document), 'utf8')).some(({ isRunnable }) => isRunnable);
  return hasCommands && !longDocuments.includes(document);
});

describe.each(others)('%s', (document) => {
  followDocument(document);
});
