import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

import { postWebhook } from '../../../emulator/webhooks/post-webhook.ts';
import { countInboxes } from '../../../hosts/sql/inbox.ts';
import type { Sql } from '../../../hosts/sql/sql.ts';
import { openDatabase } from '../../../hosts/webhook-server/open-database.ts';
import {
  createBundleFolder,
  openServerFarm,
  removeBundleFolder,
  type ServerFarm,
} from '../../../tools/workbench/server-process/server-farm.ts';
import { createShopOrders, idOfOrder } from '../../../tools/workbench/server-process/shop-order-webhooks.ts';
import { createDatabase, type TestDatabase } from '../sql/databases.ts';

const ORDERS = 20;
const INSTANCE = '0fc2d8b5-44b9-4f50-a0a4-000000000001';
/** Longer than the lease of an attempt. */
const AHEAD_MS = 120_000;
const webhooksOf = createShopOrders(process.cwd());

let folder: string;
beforeAll(() => {
  folder = createBundleFolder();
  execFileSync(process.execPath, ['--import', 'tsx', 'tools/build/server/main.ts', folder], { stdio: 'pipe' });
});
afterAll(() => removeBundleFolder(folder));

describe('two processes on one database', () => {
  let database: TestDatabase;
  let farm: ServerFarm;
  let sql: Sql;

  beforeEach(async () => {
    database = createDatabase();
    farm = await openServerFarm({
      ...{ folder, databaseUrl: database.url, count: 2, emailMs: 200, instanceIds: [INSTANCE] },
    });
    await Promise.all(farm.processes.map((each) => each.start()));
    sql = openDatabase(database.url);
  });
  afterEach(async () => {
    await farm.close();
    await sql.close();
    database.remove();
  });

  /** Posts to both in turn until it is acknowledged. */
  async function post(token: string, turn: number): Promise<void> {
    for (let tries = turn; ; tries += 1) {
      const result = await postWebhook(farm.processes[tries % 2]?.url() ?? '', token);
      if (result.kind === 'answered' && result.status === 200) return;
      await wait(20);
    }
  }

  async function pending(): Promise<number> {
    const rows = await sql.query(`SELECT key FROM order_events_notifications WHERE status = 'pending'`, []);
    return rows.length;
  }

  async function until(isTrue: () => Promise<boolean>): Promise<void> {
    while (!(await isTrue())) await wait(50);
  }

  /** Returns the emails sent to the buyers of the first orders. */
  function told(count: number): readonly (readonly string[])[] {
    const sent = farm.rest.site(INSTANCE).transmissions.list();
    return Array.from({ length: count }, (_none, number) =>
      sent
        .filter(({ toRecipients }) => toRecipients[0]?.['contactId'] === idOfOrder(number))
        .map(({ emailSubject }) => emailSubject.replace(/\d+/, 'N'))
        .sort(),
    );
  }

  it('finish their work when they are asked to stop', async () => {
    const at = Date.now() - 10_000;
    for (let number = 0; number < 5; number += 1) {
      const [, paid] = webhooksOf({ number, instanceId: INSTANCE, at });
      await post(farm.signer.sign(paid?.event ?? never(), Date.now()), number);
    }
    await until(async () => (await countInboxes(sql)).waiting === 0);

    expect(await Promise.all(farm.processes.map((each) => each.end('SIGTERM')))).toEqual([0, 0]);
    expect(await pending()).toBe(0);
    expect(told(5)).toEqual(Array(5).fill(['Thank you for your order (N)']));
  });

  it('send once for each order, although one is killed meanwhile', async () => {
    const at = Date.now() - 10_000;
    const orders = Array.from({ length: ORDERS }, (_none, number) => webhooksOf({ number, instanceId: INSTANCE, at }));
    const tokens = [0, 3, 1, 2].flatMap((step) =>
      orders.map((webhooks) => farm.signer.sign(webhooks[step]?.event ?? never(), Date.now())),
    );
    const [killed] = farm.processes;
    let restarted: Promise<void> | undefined;
    for (const [index, token] of tokens.entries()) {
      if (index === ORDERS * 2.5) {
        expect(await killed?.end('SIGKILL')).toBe('SIGKILL');
        restarted = killed?.start();
      }
      await post(token, index);
    }
    await restarted;
    await until(async () => (await countInboxes(sql)).waiting === 0);
    // After the lease, the other process finds the work left by the killed one.
    for (const each of farm.processes) expect(await each.end('SIGTERM')).toBe(0);
    await farm.processes[1]?.start({ aheadMs: AHEAD_MS });
    await until(async () => (await pending()) === 0);

    expect(told(ORDERS)).toEqual(Array(ORDERS).fill(['Thank you for your order (N)', 'Your order is complete (N)']));
    expect(await countInboxes(sql)).toEqual({ waiting: 0, dead: 0 });
  });
});

function never(): never {
  throw new Error('An order has four webhooks');
}
