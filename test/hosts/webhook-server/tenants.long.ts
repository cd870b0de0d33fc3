import { appInstalled, appRemoved } from '../../../emulator/webhooks/app-events.ts';
import type { Sql } from '../../../hosts/sql/sql.ts';
import { createShopOrders } from '../../../tools/workbench/server-process/shop-order-webhooks.ts';
import { describeDatabases } from '../sql/databases.ts';
import { openProcess } from './server-at-work.ts';

const TENANTS = 50;
const REMOVED = 17;
const placedAt = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;
const webhooksOf = createShopOrders(process.cwd());

/** Names of buyers and products are unique to a tenant. */
function canaryOf(tenant: number): string {
  return `canary${String(tenant).padStart(2, '0')}x`;
}

function instanceOf(tenant: number): string {
  return `instance-${String(tenant).padStart(2, '0')}`;
}

function numberOf(tenant: number, order: number): number {
  return tenant * 1_000 + order;
}

function withCanary(tenant: number, body: string): string {
  return body.replaceAll('Jane', canaryOf(tenant)).replaceAll('Watch', `${canaryOf(tenant)} watch`);
}

describeDatabases((sql) => {
  it('keeps fifty tenants separate, and of one that is removed meanwhile only bare keys', async () => {
    const clock = { at: placedAt + MINUTE };
    const server = openProcess(sql(), clock);
    const instances = Array.from({ length: TENANTS }, (_none, tenant) => instanceOf(tenant));
    for (const instanceId of instances) await server.post(appInstalled({ appId: 'app', instanceId }));

    for (const step of [0, 1, 2, 3]) {
      for (let tenant = 0; tenant < TENANTS; tenant += 1) {
        const order = { number: numberOf(tenant, step % 2), instanceId: instanceOf(tenant), at: placedAt };
        const webhook = webhooksOf(order)[step]?.event;
        if (webhook === undefined) throw new Error('An order has four webhooks');
        const answer = await server.post({ ...webhook, body: withCanary(tenant, webhook.body) });
        expect(answer).toBe(step === 3 && tenant === REMOVED ? '503 removed' : '200 kept');
      }
      clock.at += 1_000;
      if (step === 2) {
        // An event of the removed tenant is waiting.
        expect(JSON.stringify(await allRows(sql()))).toContain(canaryOf(REMOVED));
        await server.post(appRemoved({ appId: 'app', instanceId: instanceOf(REMOVED) }));
      }
      await server.work();
    }
    clock.at += 10 * MINUTE;
    await server.work();

    const foreign = (owner: number, text: string): readonly string[] => {
      const others = Array.from({ length: TENANTS }, (_none, tenant) => tenant).filter((tenant) => tenant !== owner);
      return others.flatMap((tenant) => [instanceOf(tenant), canaryOf(tenant)]).filter((word) => text.includes(word));
    };
    const ownerOf = (instanceId: unknown): number => instances.indexOf(String(instanceId));
    const rows = await allRows(sql());
    expect(
      server.emails.map(({ instanceId, ...email }) => foreign(ownerOf(instanceId), JSON.stringify(email))).flat(),
    ).toEqual([]);
    expect(rows.map((row) => foreign(ownerOf(row['instance_id']), JSON.stringify(row))).flat()).toEqual([]);
    expect(server.logged.map((line) => foreign(ownerOf(line['instanceId']), JSON.stringify(line))).flat()).toEqual([]);
    const templatesOf = (tenant: number) => {
      const own = server.emails.filter(({ instanceId }) => instanceId === instanceOf(tenant));
      return own.map(({ template }) => template).sort();
    };
    const paidTwice = ['shop-order-fulfilled', 'shop-order-paid', 'shop-order-paid'];
    expect(instances.map((_id, tenant) => templatesOf(tenant))).toEqual(
      instances.map((_id, tenant) => (tenant === REMOVED ? ['shop-order-paid'] : paidTwice)),
    );
    const left = rows.filter((row) => row['instance_id'] === instanceOf(REMOVED));
    expect(left.map(({ table, status }) => [table, status])).toEqual([
      ['order_events_notifications', 'erased'],
      ['order_events_tenants', undefined],
    ]);
    expect(left.map((row) => JSON.stringify(row)).filter((row) => row.includes(canaryOf(REMOVED)))).toEqual([]);
  });
});

/** Returns every row of every table, with the name of its table. */
async function allRows(sql: Sql): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const tables = await sql.query(
    sql.dialect === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'order_events_%' ORDER BY name`
      : `SELECT tablename AS name FROM pg_tables WHERE tablename LIKE 'order_events_%' ORDER BY name`,
    [],
  );
  const rows = [];
  for (const { name } of tables) {
    for (const row of await sql.query(`SELECT * FROM ${String(name)}`, [])) rows.push({ ...row, table: name });
  }
  return rows;
}
