import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readTextFile } from '../../../tools/workbench/read-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'order-events-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('reads a text without its byte order mark, with characters of several bytes at the joint of two reads', async () => {
  const file = join(folder, 'text.json');
  const text = 'ä€'.repeat(300_000);
  writeFileSync(file, `\uFEFF${text}`);

  expect(await readTextFile('payload', file, 2_000_000)).toBe(text);
});

it('stops where a file has no end', async () => {
  await expect(readTextFile('payload', '/dev/zero', 3_000_000)).rejects.toThrow(
    'The payload cannot be read: /dev/zero holds more than 3 MB',
  );
});

it.each([
  ['a folder', folder, /^The export cannot be read: EISDIR/],
  ['nothing', join(folder, 'none'), /^The export cannot be read: ENOENT/],
])('says so of %s', async (_what, file, message) => {
  await expect(readTextFile('export', file, 10)).rejects.toThrow(message);
});
