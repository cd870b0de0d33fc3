import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { run } from '../../tools/run.ts';
import { rehearseSite, type Rehearsal } from '../../tools/site/rehearse/rehearse-site.ts';

const root = join(__dirname, '../..');
type Uploaded = Extract<Rehearsal, { readonly kind: 'uploaded' }>;
let rehearsal: Uploaded;
let leftBehind: string[];

beforeAll(async () => {
  // A folder of its own: other tests rehearse at the same time.
  const { TMPDIR: usual } = process.env;
  const temporary = mkdtempSync(join(tmpdir(), 'rehearsal-test-'));
  process.env['TMPDIR'] = temporary;
  try {
    const result = await rehearseSite(root, root);
    if (result.kind === 'failed') throw new Error(`${result.command}: ${result.output}`);
    rehearsal = result;
    leftBehind = readdirSync(temporary);
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
    rmSync(temporary, { recursive: true, force: true });
  }
});

it('the Wix CLI uploads the built files, the jobs, and the sources beside them', () => {
  const paths = rehearsal.files.map(({ path }) => path);

  expect(paths.filter((path) => !/\.(ts|mjml)$/.test(path))).toEqual([
    'src/backend/email-templates.js',
    'src/backend/events.js',
    'src/backend/jobs.config',
    'src/backend/jobs.js',
    'src/backend/notification-rules.js',
    'src/backend/notifications.web.js',
    'src/backend/order-events-on-demand.js',
    'src/backend/order-events.js',
    'src/backend/reconcile-orders.js',
  ]);
  expect(paths.filter((path) => path.endsWith('.ts') && !path.startsWith('src/backend/order-events/'))).toEqual([
    'src/backend/events.ts',
    'src/backend/jobs.ts',
    'src/backend/notification-rules.ts',
    'src/backend/notifications.web.ts',
    'src/backend/order-events.d.ts',
    'src/backend/order-events.ts',
    'src/backend/reconcile-orders.ts',
  ]);
  expect(paths.filter((path) => path.endsWith('.mjml') && !path.startsWith('src/backend/emails/'))).toEqual([]);
  expect(paths.filter((path) => !path.startsWith('src/backend/'))).toEqual([]);
});

it('every byte arrives, and nothing that the repository has not', () => {
  expect(rehearsal.differences).toEqual([]);
});

it('what arrived handles every documented payload, and a redelivery of it', () => {
  const names = rehearsal.payloads.map(({ handler, payload }) => `${handler} ${payload}`);
  const verdicts = rehearsal.payloads.map(({ handler, reports }) => [
    handler,
    reports.map(({ verdict }) => verdict).join(', then '),
  ]);
  const others = verdicts.filter(([, verdict]) => verdict !== 'first-seen, then duplicate');

  expect(names).toEqual(
    expect.arrayContaining([
      'wixEvents_onOrderUpdated documented',
      'wixEvents_onOrderUpdated documented.rest',
      'wixPricingPlans_onOrderUpdated documented',
      'wixEcom_onOrderUpdated documented',
      'wixEcom_onOrderPaymentStatusUpdated documented',
    ]),
  );
  // These two bring no order. Of transactions nothing is kept, so a redelivery finds as little news as the delivery.
  expect(others).toEqual([
    ['wixEcom_onOrderTransactionsUpdated', 'no-change, then no-change'],
    ['wixEcom_onFulfillmentsUpdated', 'no-change, then duplicate'],
  ]);
});

it('each gives the JSON that event fire gives for the local files', async () => {
  for (const { handler, payload, reports, isSame } of rehearsal.payloads) {
    const printed: string[] = [];
    const output = { write: (text: string) => printed.push(text) };
    await run({
      root,
      argv: ['event', 'fire', handler, '--payload', payload, '--fresh', '--json'],
      stdout: output,
      stderr: { write: () => true },
      stdin: Readable.from([]),
      env: {},
    });

    expect(JSON.parse(printed.join(''))).toEqual(JSON.parse(JSON.stringify(reports[0])));
    expect(isSame).toBe(true);
  }
});

it('the Wix CLI asks for its account and deploys once, and every other host is refused', () => {
  expect(rehearsal.answered).toEqual([
    'GET manage.wix.com/_api/account-server/v1/accounts/my_account',
    'POST code.wix.com/_api/wix-code-lifecycle-service/v1/apps/deploy',
  ]);
  // Its usage reports come by the proxy; its error reports would go past it.
  expect(rehearsal.refused).toEqual(expect.arrayContaining(['frog.wix.com', 'panorama.wixapps.net']));
  expect(rehearsal.refused).not.toContain('manage.wix.com');
});

it('leaves no folder behind', () => {
  expect(leftBehind).toEqual([]);
});
