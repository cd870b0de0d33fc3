import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { createInbox } from '../../../hosts/sql/inbox.ts';
import type { ReceivedEvent } from '../../../hosts/sql/inbox-event.ts';
import { migrate } from '../../../hosts/sql/migrate.ts';
import { claimDue } from '../../../hosts/sql/notification-rows.ts';
import type { Sql } from '../../../hosts/sql/sql.ts';
import type { Stores } from '../../../src/backend/order-events/ports/ports.ts';
import { MINUTE, noon, sampleNotification } from '../../ports/sample-rows.ts';
import { payment } from '../../support/shop-site.ts';
import { createLibsql, type TestDatabase } from './databases.ts';
import { handlePayment, paymentHandledAt } from './handle-payment.ts';
import { retry, sampleEvent } from './sample-events.ts';

const root = join(__dirname, '../../..');
// Packages are resolved from this folder.
const folder = mkdtempSync(join(root, 'node_modules/.cache/other-process-'));
const program = join(folder, 'other-process.mjs');
const children: ChildProcess[] = [];
let database: TestDatabase;
let sql: Sql;

beforeAll(() => {
  const source = join(__dirname, 'other-process.ts');
  const options = ['--bundle', '--platform=node', '--format=esm', '--packages=external', '--log-level=error'];
  execFileSync(join(root, 'node_modules/.bin/esbuild'), [source, ...options, `--outfile=${program}`]);
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  database = createLibsql();
  sql = database.open();
  await migrate(sql);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await sql.close();
  database.remove();
});

/** Starts another process on the same file. */
function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [program, args[0] ?? '', database.file, ...args.slice(1)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close');
  return { child, ended, lines: () => text.split('\n').slice(0, -1) };
}

async function stateOf(tenant: string) {
  const stores = createSqlStores(sql, tenant);
  return {
    waiting: (await createInbox(sql, tenant, retry).count()).waiting,
    notifications: await stores.notifications.count({}),
    projections: await stores.projections.count(),
  };
}

it('stores an event completely or not at all, at whichever step its process is killed', async () => {
  const inbox = createInbox(sql, 'tenant', retry);
  const states = [];
  for (let step = 1, isKilled = true; isKilled; step += 1) {
    await sql.query('DELETE FROM order_events_notifications', []);
    await sql.query('DELETE FROM order_events_projections', []);
    await inbox.insert(sampleEvent({ text: JSON.stringify(payment()) }), paymentHandledAt);
    const { child, ended } = start('die-at', String(step));
    await ended;
    isKilled = child.signalCode === 'SIGKILL';

    states.push(await stateOf('tenant'));
    await inbox.handleNext(paymentHandledAt, handlePayment);
    expect(await stateOf('tenant')).toEqual({ waiting: 0, notifications: 2, projections: 1 });
    const { revision } = await createSqlStores(sql, 'tenant').projections.read('wix-ecom', ORDER_ID);
    expect(revision).toBe(1);
  }

  // Begin, take, read, two inserts, save, remove and commit; then the answer, and a step that is never reached.
  const nothing = { waiting: 1, notifications: 0, projections: 0 };
  const all = { waiting: 0, notifications: 2, projections: 1 };
  expect(states).toEqual([...Array.from({ length: 8 }, () => nothing), all, all]);
});

const ORDER_ID = '7a8b195e-ab73-4138-b9da-cdf5e864a451';

it('loses no acknowledged event and handles none twice, while several processes work and one is killed', async () => {
  const [killed, other] = [start('keep-and-handle', 'killed'), start('keep-and-handle', 'other')];
  while (killed.lines().length < 20) await once(killed.child.stdout, 'data');
  killed.child.kill('SIGKILL');
  const inbox = createInbox(sql, 'tenant', retry);
  const handleAll = async () => {
    const handle = async (event: ReceivedEvent, stores: Stores) => {
      const inserted = await stores.notifications.insert(sampleNotification({ key: event.id }));
      if (inserted === 'exists') throw new TypeError('The event was handled before');
    };
    while ((await inbox.handleNext(noon + MINUTE, handle)).kind !== 'idle');
  };
  await Promise.all([handleAll(), killed.ended, other.ended]);
  await handleAll();

  const acknowledged = [...killed.lines(), ...other.lines()];
  expect(other.lines()).toHaveLength(60);
  const keys = (await createSqlStores(sql, 'tenant').notifications.list({}, 1_000)).map(({ key }) => key);
  expect(acknowledged.filter((id) => !keys.includes(id))).toEqual([]);
  expect(await inbox.count()).toEqual({ waiting: 0, dead: 0 });
});

it('gives each due notification to one of two processes', async () => {
  const keys = Array.from({ length: 60 }, (_none, index) => `key-${String(index).padStart(2, '0')}`);
  await createSqlStores(sql, 'tenant').notifications.saveAll(
    keys.map((key) => sampleNotification({ key, dueAt: noon })),
  );
  const other = start('claim');
  while (other.lines().length < 1) await once(other.child.stdout, 'data');
  const own: string[] = [];
  const claim = async () => (await claimDue(3, noon, MINUTE, 'tenant', sql)).map(({ key }) => key);
  for (let claimed = await claim(); claimed.length > 0; claimed = await claim()) own.push(...claimed);
  await other.ended;

  expect([...own, ...other.lines().slice(1)].sort()).toEqual(keys);
});
