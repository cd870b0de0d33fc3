import type { ReceivedEvent } from '../../../hosts/sql/inbox-event.ts';
import type { Sql, SqlQueries } from '../../../hosts/sql/sql.ts';
import { parseOrderEvent } from '../../../src/backend/order-events/handlers/parse-order-event.ts';
import { writeIntent } from '../../../src/backend/order-events/intake/write-intent.ts';
import type { Stores } from '../../../src/backend/order-events/ports/ports.ts';
import type { NotificationRule } from '../../../src/backend/order-events/rules/rule.ts';
import { instantOfNow } from '../../../src/backend/order-events/values/instant.ts';

/** The time at which the documented payment is handled: a minute after it happened. */
export const paymentHandledAt = Date.UTC(2023, 0, 16, 14, 41);

const rules = ['first', 'second'].map((id): NotificationRule<'wix-ecom'> => {
  return { id, product: 'wix-ecom', change: 'order-paid', emailId: id, recipient: 'buyer', variables: () => ({}) };
});
const site = { rules, settings: { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 } } as const;

/** Writes the intent of a payment, with two rules, in the transaction of its stores. */
export async function handlePayment({ text, receivedAt }: ReceivedEvent, stores: Stores): Promise<readonly string[]> {
  const raw: unknown = JSON.parse(text);
  const parsed = parseOrderEvent('wixEcom_onOrderPaymentStatusUpdated', raw, instantOfNow(receivedAt));
  if (parsed.kind === 'rejected') throw new TypeError('The payment is not understood');
  const deps = {
    ...stores,
    storeTime: () => ({ earliest: receivedAt, latest: receivedAt }),
    leaseMs: 90_000,
    loadDigest: () => Promise.resolve(undefined),
    readListeningSince: () => Promise.resolve(undefined),
    readRemovedBefore: () => Promise.resolve(0),
    messageCap: { isReached: () => Promise.resolve(false), note: () => undefined },
  };
  const keys: string[] = [];
  const { failure } = await writeIntent(parsed.event, site, receivedAt, deps, (own) => {
    keys.push(...own.map(({ key }) => key));
  });
  if (failure !== undefined) throw failure.error;
  return keys;
}

/** A database with a callback before each statement, before each begin and commit, and after each commit. */
export function withSteps(sql: Sql, onStep: () => void): Sql {
  const watched = (queries: SqlQueries): SqlQueries => ({
    dialect: queries.dialect,
    async query(statement, params) {
      onStep();
      return await queries.query(statement, params);
    },
  });
  return {
    ...watched(sql),
    async transaction(work) {
      onStep();
      const result = await sql.transaction(async (transaction) => {
        const done = await work(watched(transaction));
        onStep();
        return done;
      });
      onStep();
      return result;
    },
    close: () => sql.close(),
  };
}
