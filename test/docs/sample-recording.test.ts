import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readExport } from '../../tools/cli/import/read-export.ts';
import { documentedPayload } from '../support/documented-payloads.ts';

const folder = join(__dirname, '../../payloads');
const HANDLERS = [
  'wixEvents_onOrderUpdated',
  'wixPricingPlans_onOrderUpdated',
  'wixEcom_onOrderUpdated',
  'wixEcom_onOrderPaymentStatusUpdated',
  'wixEcom_onOrderPaymentStatusUpdated',
] as const;

it('the sample export holds the documented events, the last one twice', () => {
  const { events, skipped } = readExport(readFileSync(join(folder, 'OrderEventsRecorded.csv'), 'utf8'));

  expect(events.map(({ handler, event }) => ({ handler, event }))).toEqual(
    HANDLERS.map((handler) => ({ handler, event: documentedPayload(handler) })),
  );
  expect(skipped).toEqual([]);
});

it('the sample recording holds the same events as the export', () => {
  const { events } = readExport(readFileSync(join(folder, 'OrderEventsRecorded.csv'), 'utf8'));

  expect(readFileSync(join(folder, 'recorded.jsonl'), 'utf8')).toBe(
    events.map(({ handler, event }) => `${JSON.stringify({ handler, event })}\n`).join(''),
  );
});
