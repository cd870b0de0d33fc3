import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readLines, readLinesInOrder, type FileLine } from '../../../../tools/workbench/replay/read-lines.ts';
import { scanFile } from '../../../../tools/workbench/replay/scan-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'order-events-lines-'));
const file = join(folder, 'lines.jsonl');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function linesOf(text: string): Promise<FileLine[]> {
  writeFileSync(file, text);
  const lines: FileLine[] = [];
  for await (const line of readLines(file)) lines.push(line);
  return lines;
}

describe('the lines of a file', () => {
  it('end at newlines only: other separators belong to the JSON text', async () => {
    const lines = await linesOf('one\u2028still one\n\ntwo\r\nthree');

    expect(lines).toEqual([
      { number: 1, text: 'one\u2028still one' },
      { number: 2, text: '' },
      { number: 3, text: 'two' },
      { number: 4, text: 'three' },
    ]);
  });

  it('may be longer than what is read at once, and have characters of several bytes at the joint', async () => {
    const long = 'ä€'.repeat(60_000);

    expect(await linesOf(`${long}\nx\n`)).toEqual([
      { number: 1, text: long },
      { number: 2, text: 'x' },
    ]);
  });

  it('are read without a byte order mark', async () => {
    expect(await linesOf('\uFEFF{}')).toEqual([{ number: 1, text: '{}' }]);
  });

  it('say how long they are, and nothing else, where they are longer than any event', async () => {
    const long = 'x'.repeat(17_000_000);
    const lines = [
      { number: 1, text: 'a' },
      { number: 2, text: '', tooLong: 17_000_000 },
      { number: 3, text: 'b' },
    ];

    expect(await linesOf(`a\n${long}\nb`)).toEqual(lines);
    const { offsets } = await scanFile(file, { withOffsets: true });
    expect([...readLinesInOrder(file, offsets, [0, 1, 2])]).toMatchObject([
      lines[0],
      { number: 2, text: '' },
      lines[2],
    ]);
  });

  it('may be longer than any text can be, and are then passed over', async () => {
    const length = 600_000_000;
    writeFileSync(file, '');
    truncateSync(file, length);
    appendFileSync(file, '\nb');
    const lines: FileLine[] = [];
    for await (const line of readLines(file)) lines.push(line);

    expect(lines).toEqual([
      { number: 1, text: '', tooLong: length },
      { number: 2, text: 'b' },
    ]);
    const { offsets } = await scanFile(file, { withOffsets: true });
    expect([...readLinesInOrder(file, offsets, [1, 0])]).toEqual([
      { number: 2, text: 'b' },
      { number: 1, text: '', tooLong: length + 1 },
    ]);
  });

  it('can be read in another order', async () => {
    writeFileSync(file, 'a\nbä\nc');
    const { offsets, lineCount } = await scanFile(file, { withOffsets: true });

    expect(lineCount).toBe(3);
    expect([...readLinesInOrder(file, offsets, [2, 0, 1])]).toEqual([
      { number: 3, text: 'c' },
      { number: 1, text: 'a' },
      { number: 2, text: 'bä' },
    ]);
  });
});

describe('the scan of a file', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['a\n', 1],
    ['a\nb', 2],
  ])('counts the lines of %j', async (text, lineCount) => {
    writeFileSync(file, text);

    expect(await scanFile(file, { withOffsets: false })).toMatchObject({ lineCount, offsets: [] });
  });

  it('tells files apart by their content', async () => {
    writeFileSync(file, 'abc');

    const { sha256 } = await scanFile(file, { withOffsets: false });

    expect(sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
