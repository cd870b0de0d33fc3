import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';

import { checkSite } from '../../../tools/site/check/check-site.ts';
import { readSite } from '../../../tools/site/check/read-site.ts';
import { firePayloads } from '../../../tools/site/rehearse/fire-payloads.ts';
import { ownFileNames } from '../../../tools/site/own-files.ts';
import { runAdd } from '../../../tools/site/run-add.ts';
import { listMainPayloads } from '../../../tools/workbench/payload/payload-library.ts';
import { cleanUp, open } from '../../emulator/site-fixture.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { root, shown } from './clean-site.ts';
import { commitAll, commonJsLayout, git, makeGitSite, siteLayouts } from './site-layouts.ts';

afterEach(cleanUp);

interface Added {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

interface AddFlags {
  readonly isDryRun?: boolean;
  readonly isJson?: boolean;
  readonly products?: string;
}

async function add(dir: string, { isDryRun = false, isJson = false, products }: AddFlags = {}): Promise<Added> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await runAdd(
    { dir, isDryRun, isJson, products },
    {
      root,
      cwd: '/',
      colors: pc.createColors(false),
      print: (text) => void output.push(text),
      note: (text) => void errors.push(text),
    },
  );
  return { code, output: output.join('\n'), errors: errors.join('\n') };
}

function read(dir: string, path: string): string {
  return readFileSync(join(dir, path), 'utf8');
}

async function checked(dir: string): Promise<string[]> {
  const site = readSite(dir);
  return site === undefined ? [] : shown(await checkSite(site, { root, isPublishing: false, isRunningRules: true }));
}

async function verdicts(dir: string): Promise<(string | null)[]> {
  const fired = await firePayloads(dir, root);
  return fired.flatMap(({ reports }) => reports.map(({ verdict }) => verdict));
}

// These two bring no order. Of transactions nothing is kept, so a redelivery finds as little news as the delivery.
const withoutOrder: Readonly<Record<string, readonly string[]>> = {
  wixEcom_onFulfillmentsUpdated: ['no-change', 'duplicate'],
  wixEcom_onOrderTransactionsUpdated: ['no-change', 'no-change'],
};
const twoOfEach = listMainPayloads(root).flatMap(({ handler }) => withoutOrder[handler] ?? ['first-seen', 'duplicate']);

describe.each(Object.entries(siteLayouts))('a site with %s', (_, files) => {
  it('has order events afterwards, passes the check, and handles every documented payload', async () => {
    const dir = makeGitSite(files);

    expect(await add(dir)).toMatchObject({ code: 0, errors: '' });

    expect(await checked(dir)).toEqual([]);
    expect(await verdicts(dir)).toEqual(twoOfEach);
  });

  it('is not changed again the second time', async () => {
    const dir = makeGitSite(files);
    await add(dir);
    commitAll(dir);

    expect(await add(dir)).toMatchObject({ code: 0, output: 'Order events is there already: nothing to change.' });

    expect(git(dir, 'status', '--porcelain')).toBe('');
  });

  it('is as before when the commands that it prints are run', async () => {
    const dir = makeGitSite(files);

    const { output } = await add(dir);

    for (const [, command = ''] of output.matchAll(/^ {2}(git .*)$/gm)) git(dir, ...command.split(' ').slice(1));
    expect(git(dir, 'status', '--porcelain')).toBe('');
  });
});

it('calls both handlers where the site has one of ours', async () => {
  const dir = makeGitSite(siteLayouts['one of our handlers'] ?? {});
  await add(dir);
  const emulator = open(dir, { startAt: Date.UTC(2023, 0, 16) });
  emulator.data.createCollection('Sales');
  emulator.putContact({ _id: 'any', subscription: 'SUBSCRIBED' });
  const payload = documentedPayload('wixEcom_onOrderPaymentStatusUpdated');

  const { result, emails } = await emulator.invokeEvent('wixEcom_onOrderPaymentStatusUpdated', payload);

  expect(emails.map(({ emailId }) => emailId)).toContain('OldEmail');
  expect(result).toMatchObject({ kind: 'returned', value: { verdict: 'first-seen' } });
});

it('keeps jobs.config and package.json as they are but for what is added', async () => {
  const dir = makeGitSite(siteLayouts['jobs and files of our names'] ?? {});

  await add(dir);

  const jobs = read(dir, 'src/backend/jobs.config');
  expect(jobs).toContain('"functionName": "cleanUp",\n\t\t\t"executionConfig": { "time": "08:00" } },\n\t\t{\n');
  expect([...jobs.matchAll(/"functionLocation": "(.*?)"/g)].map(([, location]) => location)).toEqual([
    '/jobs.js',
    '/order-events-jobs.js',
    '/order-events-jobs.js',
    '/reconcile-orders.js',
  ]);
  expect(JSON.parse(read(dir, 'package.json'))).toMatchObject({
    name: 'x',
    dependencies: { '@wix/ecom': '1.0.1', '@wix/events': expect.stringMatching(/^\^1/) },
  });
  expect(read(dir, 'src/backend/jobs.js')).toBe('export function cleanUp() {}\n');
});

it('keeps Windows line endings', async () => {
  const dir = makeGitSite(siteLayouts['Windows line endings'] ?? {});

  await add(dir);

  for (const path of ['package.json', 'src/backend/events.js']) {
    expect(read(dir, path).replaceAll('\r\n', '')).not.toContain('\n');
  }
});

it('survives the next compilation of the site’s TypeScript', async () => {
  const dir = makeGitSite(siteLayouts['TypeScript compiled into src'] ?? {});
  await add(dir);

  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', dir], { encoding: 'utf8' });

  expect(read(dir, 'src/backend/events.js')).toContain("handleOrderEvent('wixEcom_onOrderUpdated', event, site)");
  expect(await checked(dir)).toEqual([]);
  expect(await verdicts(dir)).toEqual(twoOfEach);
});

it('says in the added rules that they are the owner’s, and of no build', async () => {
  const dir = makeGitSite(siteLayouts['no events file'] ?? {});

  await add(dir);

  const rules = read(dir, 'src/backend/notification-rules.js');
  expect(rules).toMatch(
    /^\/\/ Part of wix-order-events 0\.1\.0 \(2026-11-27\), sha256 \w{16}, and yours to edit: `order-events site add` and `site upgrade` leave it as it is\.\n/,
  );
  expect(rules).not.toContain('npm run build');
  expect(read(dir, 'src/backend/jobs.js')).toMatch(/^\/\/ Part of wix-order-events 0\.1\.0 .* renews this file\./);
});

it('overwrites no file of order events that is there', async () => {
  const dir = makeGitSite(siteLayouts['no events file'] ?? {});
  await add(dir);
  const mine = read(dir, 'src/backend/jobs.js').replace('Hourly', 'Sometimes');
  writeFileSync(join(dir, 'src/backend/jobs.js'), mine);
  commitAll(dir);

  expect(await add(dir)).toMatchObject({ code: 0, output: 'Order events is there already: nothing to change.' });

  expect(read(dir, 'src/backend/jobs.js')).toBe(mine);
});

it('leaves files of another version to the upgrade', async () => {
  const dir = makeGitSite(siteLayouts['no events file'] ?? {});
  await add(dir);
  const jobs = read(dir, 'src/backend/jobs.js');
  writeFileSync(join(dir, 'src/backend/jobs.js'), jobs.replace('0.1.0', '0.0.9'));
  commitAll(dir);

  const { code, errors } = await add(dir);

  expect(code).toBe(1);
  expect(errors).toContain(
    'src/backend/jobs.js:1  It is of version 0.0.9 (2026-11-27)\n    run node bin/order-events.js site upgrade',
  );
});

it('shows the diff and writes nothing in a dry run', async () => {
  const dir = makeGitSite(siteLayouts['other handlers'] ?? {});

  const { code, output } = await add(dir, { isDryRun: true });

  expect(code).toBe(0);
  expect(output).toContain("+import { handleOrderEvent } from 'backend/order-events.js';");
  expect(output).toContain('+++ b/src/backend/order-events.js\n@@ new file of ');
  expect(output).toContain('11 files to change. Nothing was written: this was a dry run.');
  expect(git(dir, 'status', '--porcelain')).toBe('');
});

it('gives the same as JSON', async () => {
  const dir = makeGitSite(siteLayouts['other handlers'] ?? {});

  const { output } = await add(dir, { isJson: true });

  expect(JSON.parse(output)).toMatchObject({
    written: true,
    stopped: [],
    git: null,
    files: expect.arrayContaining([
      { path: 'src/backend/events.js', action: 'change' },
      { path: 'src/backend/order-events.js', action: 'create' },
    ]),
  });
});

describe('the products of a site', () => {
  const layout = siteLayouts['other handlers'] ?? {};

  it('have only their handlers, rules, packages and orders to read', async () => {
    const dir = makeGitSite(layout);

    expect(await add(dir, { products: 'tickets' })).toMatchObject({ code: 0, errors: '' });

    const handlers = [...read(dir, 'src/backend/events.js').matchAll(/^export function (\w+)/gm)].map(
      ([, name]) => name,
    );
    expect(handlers).toEqual([
      'wixBlog_onPostCreated',
      'wixEvents_onOrderInitiated',
      'wixEvents_onOrderConfirmed',
      'wixEvents_onOrderUpdated',
      'wixEvents_onOrderDeleted',
    ]);
    const rules = read(dir, 'src/backend/notification-rules.js');
    expect(rules).toContain('rules: [...ticketRules].filter(isOn),');
    expect(rules).not.toMatch(/planRules|shopRules|storeApps|wasBought/);
    const { dependencies } = JSON.parse(read(dir, 'package.json')) as { readonly dependencies: object };
    expect(Object.keys(dependencies)).toEqual(['@wix/crm', '@wix/events']);
    expect(read(dir, 'src/backend/reconcile-orders.js')).not.toMatch(/@wix\/ecom|searchShopOrders|@wix\/pricing-plans/);
    expect(await checked(dir)).toEqual([]);
  });

  it('stay the same the second time, and grow when another is asked for', async () => {
    const dir = makeGitSite(layout);
    await add(dir, { products: 'tickets' });
    commitAll(dir);

    expect(await add(dir)).toMatchObject({ output: 'Order events is there already: nothing to change.' });
    expect(await add(dir, { products: 'shop' })).toMatchObject({ code: 0, errors: '' });

    expect(read(dir, 'src/backend/events.js')).toContain("handleOrderEvent('wixEcom_onOrderUpdated', event, site)");
    expect(read(dir, 'src/backend/reconcile-orders.js')).toContain('searchShopOrders: shopOrders.searchOrders');
    expect(read(dir, 'src/backend/notification-rules.js')).not.toContain('shopRules');
    expect(await checked(dir)).toEqual([]);
  });

  it('are handled, and send nothing before a rule has the id of an email', async () => {
    const dir = makeGitSite(layout);
    await add(dir, { products: 'shop' });

    const fired = await firePayloads(dir, root);

    const shop = fired.filter(({ handler }) => handler === 'wixEcom_onOrderPaymentStatusUpdated');
    expect(shop.map(({ reports }) => reports[0])).toMatchObject([
      { verdict: 'first-seen', emails: [], notifications: [] },
    ]);
  });

  it('are sent what a rule with an id says', async () => {
    const dir = makeGitSite(layout);
    await add(dir, { products: 'shop' });
    const rules = read(dir, 'src/backend/notification-rules.js');
    writeFileSync(
      join(dir, 'src/backend/notification-rules.js'),
      rules.replace(
        'emailId: { default: \'\' }, // The id of your email "ShopOrderPaid"',
        "emailId: { default: 'SjKs8fK' }, //",
      ),
    );

    const fired = await firePayloads(dir, root);

    const emails = fired.flatMap(({ reports }) => reports.flatMap((report) => report.emails));
    expect(new Set(emails.map(({ emailId }) => emailId))).toEqual(new Set(['SjKs8fK']));
  });

  it('come with a table of what to create in the dashboard', async () => {
    const dir = makeGitSite(layout);

    const { output } = await add(dir, { products: 'plans', isDryRun: true });

    expect(output).toContain(`To create in the dashboard:
  what             name                     variables                   for the rules
  triggered email  PlanPaid                 planName, total, startDate  plan-paid
  triggered email  PlanRenewed              planName, total, cycle      plan-renewed
  triggered email  PlanPaymentFailed        planName, total             plan-payment-failed
`);
    expect(output).toContain('  secret           ORDER_EVENTS_DIGEST_KEY');
    expect(output).not.toContain('TicketOrderPaid');
  });

  it('are asked for by words that there are', async () => {
    const dir = makeGitSite(layout);

    await expect(add(dir, { products: 'tickets,shops' })).rejects.toMatchObject({
      code: 'wrong-value',
      suggestion: 'shop',
    });
  });
});

it('adds every file that is built here', () => {
  const built = readdirSync(join(root, 'src/backend')).filter((name) => /\.(js|d\.ts)$/.test(name));

  expect(built.sort()).toEqual(['events.js', ...ownFileNames].sort());
});

describe('nothing is written', () => {
  it.each([
    ['in a site of CommonJS', commonJsLayout, 'src/backend/events.js:3  CommonJS exports are never called by Wix'],
    ['without a package.json', { 'wix.config.json': '{}' }, 'package.json:1  There is no package.json'],
    [
      'beside a jobs.config that cannot be read',
      { ...siteLayouts['no events file'], 'src/backend/jobs.config': '{ jobs }' },
      'src/backend/jobs.config:1  It is not a JSON object with a list of jobs',
    ],
    [
      'beside eighteen jobs',
      {
        ...siteLayouts['no events file'],
        'src/backend/jobs.config': JSON.stringify({ jobs: Array.from({ length: 18 }, () => ({})) }),
      },
      'src/backend/jobs.config:1  It has 18 jobs, and Wix runs 20 at most',
    ],
  ])('%s', async (_, files, reason) => {
    const dir = makeGitSite(files);

    const { code, errors } = await add(dir);

    expect(code).toBe(1);
    expect(errors).toContain(reason);
    expect(git(dir, 'status', '--porcelain')).toBe('');
  });

  it('into changes that are not committed', async () => {
    const dir = makeGitSite(siteLayouts['no events file'] ?? {});
    writeFileSync(join(dir, 'src/pages/masterPage.js'), '');

    const { code, errors } = await add(dir);

    expect(code).toBe(1);
    expect(errors).toContain('changes that are not committed (src/pages/masterPage.js)');
    expect(git(dir, 'status', '--porcelain')).toBe(' M src/pages/masterPage.js\n');
  });

  it('into this repository', async () => {
    const { code, errors } = await add(root, { isDryRun: true });

    expect(code).toBe(1);
    expect(errors).toContain('This is the repository of order events itself');
  });

  it('into a folder that is no site', async () => {
    await expect(add(join(root, 'docs'))).rejects.toMatchObject({ code: 'wrong-arguments', exitCode: 2 });
  });
});
