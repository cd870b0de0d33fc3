import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { createEmulator } from '../../emulator/emulator.ts';
import { openHistory } from '../../tools/workbench/runs/open-history.ts';
import { parseJsonObject, type JsonObject } from '../../tools/workbench/payload/json.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { root, temporaryFolder } from './run-cli.ts';

const folder = temporaryFolder();
const HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';
const ORDER_ID = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
const LINES = 20_000;

/** Starts a replay, kills it once so many lines were reported, and returns all that it reported. */
async function killedReplay(file: string, state: string, reportedBefore: number): Promise<JsonObject[]> {
  const args = ['bin/order-events.js', 'event', 'replay', file, '--state', state, '--json'];
  const replay = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(replay, 'exit');
  const reports: JsonObject[] = [];
  for await (const line of createInterface({ input: replay.stdout })) {
    // The end of a killed process is often half a line.
    if (!line.endsWith('}')) continue;
    reports.push(parseJsonObject(line));
    if (reports.length === reportedBefore) replay.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  return reports;
}

it('loses nothing that a replay reported when it is killed', async () => {
  const file = join(folder, 'payments.jsonl');
  const payment = JSON.stringify({ handler: HANDLER, event: documentedPayload(HANDLER) });
  const idOf = (index: number): string => `7a8b195e-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const lines = Array.from({ length: LINES }, (_, index) => payment.replaceAll(ORDER_ID, idOf(index)));
  writeFileSync(file, lines.join('\n'));
  const state = join(folder, 'state');

  const reports = await killedReplay(file, state, 250);

  const emulator = createEmulator({ siteDir: root, stateFile: join(state, 'state.sqlite') });
  const history = openHistory(join(state, 'console.sqlite'));
  const stored = emulator.data.items('OrderEventsOrders', LINES).map(({ orderId }) => orderId);
  const [sent, runs] = [emulator.emails().length, history.counts().runs];
  emulator.close();
  history.close();
  expect(reports.length).toBeGreaterThanOrEqual(250);
  expect(stored.length).toBeLessThan(LINES);
  expect(stored).toEqual(expect.arrayContaining(reports.map((_, index) => idOf(index))));
  expect(sent).toBeGreaterThanOrEqual(reports.filter(({ emails }) => JSON.stringify(emails) !== '[]').length);
  expect(runs).toBeGreaterThanOrEqual(reports.length);
}, 120_000);
