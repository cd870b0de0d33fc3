import { resolve } from 'node:path';

import { listCases } from '../../tools/cases/case-folder.ts';
import { runCase } from '../../tools/cases/run-case.ts';

const root = resolve(__dirname, '../..');

it.each(listCases(root))('$name: $title', async (folder) => {
  const { differences } = await runCase(folder, root);

  expect(differences).toEqual([]);
});
