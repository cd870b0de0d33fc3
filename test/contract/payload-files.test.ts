import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

import { handlerNames, payloadFolderOf } from '../../src/backend/order-events/handlers/handlers.ts';

const payloadsDir = join(__dirname, '../../payloads');

const sums = readFileSync(join(payloadsDir, 'SHA256SUMS'), 'utf8');
const sumOfFile = [...sums.matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm)].map(
  ([, sum = '', file = '']) => [file, sum] as const,
);
const files = sumOfFile.map(([file]) => file);

function payloadFiles(): string[] {
  return readdirSync(payloadsDir, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.json') && !file.startsWith('sequences/'))
    .sort();
}

describe('the payload files', () => {
  it('are the documented ones and examples, and no others', () => {
    expect(payloadFiles().filter((file) => !/\/example(\.v2)?\.json$/.test(file))).toEqual([...files].sort());
    expect(sums.trimEnd().split('\n')).toHaveLength(files.length);
  });

  it('stand in the folders of handlers', () => {
    const folders = handlerNames.map(payloadFolderOf);

    expect(files.map((file) => dirname(`payloads/${file}`)).filter((folder) => !folders.includes(folder))).toEqual([]);
  });

  it.each(sumOfFile)('%s is byte for byte what was taken from the documents', (file, sha256) => {
    const bytes = readFileSync(join(payloadsDir, file));

    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  });

  it.each(files)('%s has its source in the README', (file) => {
    const readme = readFileSync(join(payloadsDir, 'README.md'), 'utf8');

    expect(readme).toMatch(new RegExp(`^\\| \`${file}\` \\|.*<https://dev\\.wix\\.com/docs/`, 'm'));
  });
});
