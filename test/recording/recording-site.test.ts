import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createEmulator, type Emulator } from '../../emulator/emulator.ts';
import { documentedPayload } from '../support/documented-payloads.ts';

const root = join(__dirname, '../..');
const COLLECTION = 'OrderEventsRecorded';
const HANDLER = 'wixEcom_onOrderUpdated';
let siteDir = '';
let emulator: Emulator;

/** The built site with its switch turned on, as `npm run build` writes it after the rules were edited. */
beforeEach(() => {
  siteDir = mkdtempSync(join(tmpdir(), 'order-events-site-'));
  const [from, to] = [join(root, 'src/backend'), join(siteDir, 'src/backend')];
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from).filter((name) => /\.js$|\.config$/.test(name)))
    cpSync(join(from, file), join(to, file));
  cpSync(join(root, 'package.json'), join(siteDir, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(siteDir, 'node_modules'));
  const rules = readFileSync(join(to, 'notification-rules.js'), 'utf8');
  const isOn = rules.replace(/\bretentionDays: 90,/, 'retentionDays: 90, record: { isOn: true, atMost: 2, days: 30 },');
  writeFileSync(join(to, 'notification-rules.js'), isOn);
  emulator = createEmulator({ siteDir, stateFile: ':memory:', startAt: Date.parse('2023-01-16T14:00:00Z'), seed: 1 });
  emulator.putSecret('ORDER_EVENTS_DIGEST_KEY', 'a key of the tests, long enough to be one');
});

afterEach(() => {
  emulator.close();
  rmSync(siteDir, { recursive: true, force: true });
});

it('keeps a scrubbed copy of each event that comes, with one Wix call', async () => {
  await emulator.invokeEvent(HANDLER, documentedPayload(HANDLER));
  const { calls } = await emulator.invokeEvent(HANDLER, documentedPayload(HANDLER));

  const items = emulator.data.items(COLLECTION);

  expect(items).toHaveLength(2);
  expect(items[0]).toMatchObject({ handler: HANDLER, receivedAt: new Date('2023-01-16T14:00:00Z') });
  expect(String(items[0]?.['text'])).not.toMatch(/jane|doe|7a8b195e/i);
  expect(calls.filter(({ detail }) => detail.collection === COLLECTION).map(({ member }) => member)).toEqual([
    'insert',
  ]);
});

it('handles the event when its copy cannot be kept', async () => {
  await emulator.invokeEvent(HANDLER, documentedPayload(HANDLER));
  emulator.faults.failNext({ call: { collection: COLLECTION }, code: 'WDE0053', times: 9 });

  const { result } = await emulator.invokeEvent(HANDLER, documentedPayload(HANDLER));

  expect(result).toMatchObject({ kind: 'returned', value: { verdict: 'duplicate' } });
});

it('lets the daily job remove what is too much and too old', async () => {
  for (let index = 0; index < 4; index += 1) {
    emulator.clock.advanceBy(1_000);
    await emulator.invokeEvent(HANDLER, documentedPayload(HANDLER));
  }
  await emulator.invokeJob('cleanUp');
  const afterADay = emulator.data.count(COLLECTION);

  emulator.clock.advanceBy(31 * 86_400_000);
  const { result } = await emulator.invokeJob('cleanUp');

  expect(afterADay).toBe(2);
  expect(emulator.data.count(COLLECTION)).toBe(0);
  expect(result).toMatchObject({ kind: 'returned', value: { report: { recorded: 2 } } });
});
