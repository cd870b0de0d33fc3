import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { withClaims } from '../../../tools/bench/results/claims-table.ts';
import { readParts } from '../../../tools/bench/results/part-record.ts';

const root = join(__dirname, '../../..');
const names = ['cold-start', 'cpu', 'wix-calls', 'replay', 'shop-at-scale', 'growth', 'server-load'];
const records = readParts(
  join(root, 'bench'),
  names.map((name) => ({ name })),
);

function read(document: string): string {
  return readFileSync(join(root, document), 'utf8');
}

function numbersIn(text: string): string[] {
  return text.match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
}

it('the table in the README is made of the committed results', () => {
  expect(withClaims(read('README.md'), records)).toBe(read('README.md'));
});

it.each([
  ['README.md', 'shop-at-scale', '- **A ticket sale** of ', ' orders'],
  ['README.md', 'replay', '- **Replay**: ', ' recorded events'],
  ['docs/delivery.md', 'growth', '| 3 | 1,302 |', '\n\n'],
  ['docs/webhook-server.md', 'server-load', 'Of 44,091 webhooks', 'missing'],
])('every number that %s gives of %s is in its results', (document, part, start, end) => {
  const [, after = ''] = read(document).split(start);
  const [claim = ''] = after.split(end);
  const record = records.find(({ name }) => name === part);
  const measured = new Set(numbersIn(`${record?.title ?? ''} ${record?.markdown ?? ''}`));

  const numbers = numbersIn(`${start}${claim}`);

  expect(numbers).not.toEqual([]);
  expect(numbers.filter((number) => !measured.has(number))).toEqual([]);
});
