import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../../../../tools/run.ts';
import { documentedPayload } from '../../../support/documented-payloads.ts';
import { parseJsonObject } from '../../../../tools/workbench/payload/json.ts';

const root = join(__dirname, '../../../..');
const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'order-events-import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

async function order(...argv: string[]): Promise<Ran> {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await run({
    root,
    argv,
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => notes.push(text) },
    stdin: (async function* none() {
      yield* [];
    })(),
    env: {},
  });
  return { code, out: out.join(''), notes: notes.join('') };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function cell(value: unknown): string {
  return `"${JSON.stringify(value).replaceAll('"', '""')}"`;
}

/** As the dashboard exports a collection: titles for columns, the newest first. */
function csv(): string {
  const rows = [
    `"b",${PAYMENT},${cell(documentedPayload(PAYMENT))},2023-01-16T14:40:03.000Z`,
    `"a",${SHOP},${cell(documentedPayload(SHOP))},2023-01-16T13:53:14.000Z`,
  ];
  return `\uFEFFID,Handler,Text,Received At\n${rows.join('\n')}\n`;
}

it('makes a replay file of a CSV export, in the order in which the events came', async () => {
  const out = join(folder, 'recorded.jsonl');

  const { code, notes } = await order('event', 'import', file('export.csv', csv()), '--out', out);
  const replay = await order('event', 'replay', out, '--fresh', '--json');

  const lines = readFileSync(out, 'utf8').trim().split('\n');
  expect(code).toBe(0);
  expect(lines.map((line) => parseJsonObject(line)['handler'])).toEqual([SHOP, PAYMENT]);
  expect(notes).toContain('2 events in ');
  expect(notes).toContain('All fields are as Wix documents them.');
  expect(replay.out).toContain('"verdict":"changed"');
});

it.each([
  ['a JSON list', (rows: object[]) => JSON.stringify(rows)],
  ['JSON lines', (rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n')],
])('reads %s of items too', async (_, print) => {
  const receivedAt = { $date: '2023-01-16T13:53:14.000Z' };
  const rows = [{ _id: 'a', handler: SHOP, text: JSON.stringify(documentedPayload(SHOP)), receivedAt }];

  const { code, out } = await order('event', 'import', file('export.json', print(rows)));

  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({ handler: SHOP, event: documentedPayload(SHOP) });
});

it('says which rows hold no event, and where the others are not as documented', async () => {
  const event = { ...documentedPayload(SHOP), loyalty: { points: 3 } };
  const rows = [
    { handler: 'other', text: '{}' },
    { handler: SHOP, text: '{' },
    { handler: SHOP, text: JSON.stringify(event) },
  ];
  const out = join(folder, 'recorded.jsonl');

  const { code, out: printed } = await order(
    'event',
    'import',
    file('e.json', JSON.stringify(rows)),
    '--out',
    out,
    '--json',
  );

  expect(code).toBe(1);
  expect(JSON.parse(printed)).toEqual({
    events: 1,
    skipped: [
      { row: 1, reason: 'no handler of this package: other' },
      { row: 2, reason: 'its text is not JSON' },
    ],
    differences: [
      { handler: SHOP, path: 'loyalty', kind: 'unknown-field', found: 'object', documented: null, events: 1 },
    ],
  });
});

it.each([
  [['event', 'import', '/nowhere.csv'], 'The export cannot be read'],
  [['event', 'import', 'x.csv', '--json'], '--json prints the report, so the replay file needs --out FILE.'],
])('refuses %j', async (argv, message) => {
  const { code, notes } = await order(...argv);

  expect(code).toBe(2);
  expect(notes).toContain(message);
});

it('refuses what is neither CSV nor JSON', async () => {
  const { code, notes } = await order('event', 'import', file('export.json', '[{'));

  expect(code).toBe(2);
  expect(notes).toContain('The export is neither CSV nor JSON');
});

it.each([
  ['semicolons', ';'],
  ['tabs', '\t'],
])('reads a CSV with %s', async (_name, delimiter) => {
  const row = ['"a"', SHOP, cell(documentedPayload(SHOP)), '2023-01-16T13:53:14.000Z'].join(delimiter);
  const text = `\uFEFF${['ID', 'Handler', 'Text', 'Received At'].join(delimiter)}\r\n${row}\r\n`;

  const { code, out } = await order('event', 'import', file('export.csv', text));

  expect(code).toBe(0);
  expect(parseJsonObject(out)).toEqual({ handler: SHOP, event: documentedPayload(SHOP) });
});

it('replaces no file unless it is told to', async () => {
  const exported = file('export.csv', csv());
  const out = file('recorded.jsonl', 'kept\n');

  const refused = await order('event', 'import', exported, '--out', out);

  expect(refused.code).toBe(1);
  expect(refused.notes).toBe(`${out} is there already. Choose another file, or replace it with --overwrite.\n`);
  expect(readFileSync(out, 'utf8')).toBe('kept\n');
  expect((await order('event', 'import', exported, '--out', out, '--overwrite')).code).toBe(0);
  expect(readFileSync(out, 'utf8')).not.toBe('kept\n');
});

it('writes a file that only its owner can read', async () => {
  const out = join(folder, 'recorded.jsonl');
  await order('event', 'import', file('export.csv', csv()), '--out', out);

  expect(statSync(out).mode & 0o777).toBe(0o600);
});

it('refuses 200 MB of zeros, and an input without an end, at 64 MB', async () => {
  const zeros = file('zeros.csv', '');
  truncateSync(zeros, 200_000_000);

  const refused = [await order('event', 'import', zeros), await order('event', 'import', '/dev/zero')];

  expect(refused.map(({ code, out }) => [code, out])).toEqual([
    [2, ''],
    [2, ''],
  ]);
  expect(refused[0]?.notes).toContain('zeros.csv holds more than 64 MB');
  expect(refused[1]?.notes).toContain('/dev/zero holds more than 64 MB');
});

it('says of binary data at once that it is no export', async () => {
  const { code, notes } = await order('event', 'import', file('zeros.csv', '\0'.repeat(1_000_000)));

  expect(code).toBe(2);
  expect(notes).toBe('The export is neither CSV nor JSON: it holds binary data\n');
});
