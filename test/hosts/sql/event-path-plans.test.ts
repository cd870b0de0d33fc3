import type { Sql, SqlQueries, SqlValue } from '../../../hosts/sql/sql.ts';
import { fillOrders } from '../../../tools/bench/server/fill-orders.ts';
import { createShopOrders, idOfOrder } from '../../../tools/workbench/server-process/shop-order-webhooks.ts';
import { root } from '../../flow/run-cli.ts';
import { openProcess } from '../webhook-server/server-at-work.ts';
import { describeDatabases } from './databases.ts';

const clock = { at: Date.UTC(2030, 0, 1) };
const webhooksOf = createShopOrders(root);

/** Returns a database that notes its statements, with their last parameters. */
function noting(sql: Sql, asked: Map<string, readonly SqlValue[]>): Sql {
  const watched = (queries: SqlQueries): SqlQueries => ({
    dialect: queries.dialect,
    async query(statement, params) {
      asked.set(statement, params);
      return await queries.query(statement, params);
    },
  });
  return {
    ...watched(sql),
    transaction: (work) => sql.transaction((transaction) => work(watched(transaction))),
    close: () => sql.close(),
  };
}

/** Returns the steps by which a database answers a statement. */
async function planOf(statement: string, params: readonly SqlValue[], sql: Sql): Promise<readonly string[]> {
  const isPostgres = sql.dialect === 'postgres';
  const rows = await sql.query(`${isPostgres ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${statement}`, params);
  return rows.map((row) => Object.values(row).join(' ').trim());
}

/**
 * Steps that read more rows than those of one order, recipient or lane. SQLite also says SCAN if it reads only the first row of an index.
 * PostgreSQL reads a small table as a whole, so only those that grow with the orders count.
 */
const reading = {
  sqlite: /SCAN (?!tenants|CONSTANT|.* USING COVERING INDEX)|\(instance_id=\?( AND created_at>\?)?\)|TEMP B-TREE/,
  postgres: /Seq Scan on order_events_(projections|notifications)/,
};

describeDatabases((sql, newTenant) => {
  it('finds what an event needs by an index, however many orders and waiting events there are', async () => {
    const tenant = newTenant();
    const asked = new Map<string, readonly SqlValue[]>();
    const server = openProcess(noting(sql(), asked), clock);
    async function post(number: number, buyer: string): Promise<void> {
      for (const { event } of webhooksOf({ number, instanceId: tenant, at: clock.at - 5_000 })) {
        await server.post({ ...event, body: event.body.replace(/"contactId":"[^"]+"/, `"contactId":"${buyer}"`) });
      }
    }
    await post(1, idOfOrder(1));
    await server.work();
    await fillOrders(5_000, idOfOrder(1), sql());
    // Orders of one buyer: the message cap counts what a recipient was told before.
    for (const number of [2, 3, 4]) await post(number, 'buyer');
    await server.work();

    // An agency has few tenants.
    const statements = [...asked].filter(([statement]) => !statement.includes('FROM order_events_tenants'));
    const plans = await Promise.all(
      statements.map(async ([statement, params]) => ({ statement, steps: await planOf(statement, params, sql()) })),
    );
    expect(server.emails).toHaveLength(8);
    expect(statements.filter(([statement]) => statement.includes('contact_id = ')).length).toBeGreaterThan(0);
    expect(plans.filter(({ steps }) => steps.some((step) => reading[sql().dialect].test(step)))).toEqual([]);
  });
});
