import * as v from 'valibot';

import type { Change } from '../changes/change.ts';
import { products, type Product } from '../products/product.ts';
import { eraseContact as erase } from '../retention/erase.ts';
import type { EventDeps, SiteRules } from '../intake/handle-event.ts';
import type { UnhandledEvent } from '../ports/ports.ts';
import { replayUnhandled } from '../intake/replay-unhandled.ts';
import { jobNames } from '../jobs/run-job.ts';
import { listed, type ListedNotification } from './listed-notification.ts';
import { answer, failureLog, idSchema, type WebResult } from './web-result.ts';

/** How long the tries of a web method may take: Wix ends the call after 14 s. */
const WEB_METHOD_BUDGET_MS = 8_000;
const MAX_HISTORY = 200;

const orderSchema = v.object({ product: v.picklist(products), orderId: idSchema });
const contactSchema = v.object({ contactId: idSchema });
const nothing = v.undefined();

/** What is known of one order: the changes reported, and the notifications about them, the newest first. */
export interface OrderHistory {
  readonly product: Product;
  readonly orderId: string;
  readonly changes: readonly { readonly kind: Change['kind']; readonly occurrence: string }[];
  /** The known states, oldest first: when, and which status. */
  readonly states: readonly { readonly at: string; readonly status: string | null }[];
  readonly notifications: readonly ListedNotification[];
}

/** The history of any order. */
export async function getOrderHistory(
  product: unknown,
  orderId: unknown,
  deps: EventDeps,
): Promise<WebResult<OrderHistory>> {
  return await answer(
    orderSchema,
    { product, orderId },
    async (order) => {
      const { projection } = await deps.store.readProjection(order.product, order.orderId);
      if (projection === undefined) return { kind: 'refused', reason: 'not-found' };
      const notifications = await deps.store.listNotifications({ orderId: order.orderId }, MAX_HISTORY);
      const changes = projection.reportedKeys.map(readReportedKey);
      const states = projection.timeline.map(({ at, snapshot }) => ({ at, status: snapshot.status ?? null }));
      return { kind: 'ok', value: { ...order, changes, states, notifications: notifications.map(listed) } };
    },
    failureLog(deps.log, 'getOrderHistory'),
  );
}

function readReportedKey(key: string): OrderHistory['changes'][number] {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon) as Change['kind'], occurrence: key.slice(colon + 1) };
}

/** What the calling member was told about their own orders. */
export async function getMyOrderHistory(
  findContactOfCaller: () => Promise<string | undefined>,
  deps: EventDeps,
): Promise<WebResult<readonly MemberNotification[]>> {
  return await answer(
    nothing,
    undefined,
    async () => {
      const contactId = await findContactOfCaller();
      if (contactId === undefined) return { kind: 'refused', reason: 'not-a-member' };
      const own = await deps.store.listNotifications({ contactId }, MAX_HISTORY);
      const value = own.map(({ product, orderId, change, occurredAt, status }) => {
        return { product, orderId, change, occurredAt, status };
      });
      return { kind: 'ok', value };
    },
    failureLog(deps.log, 'getMyOrderHistory'),
  );
}

/** A notification as the member sees it. */
export type MemberNotification = Pick<ListedNotification, 'product' | 'orderId' | 'change' | 'occurredAt' | 'status'>;

/** How many notifications and kept events held something of a contact. */
export type Erased = Awaited<ReturnType<typeof erase>>;

/** Erases what is kept of one contact; sends nothing. */
export async function eraseContact(contactId: unknown, deps: EventDeps): Promise<WebResult<Erased>> {
  return await answer(
    contactSchema,
    { contactId },
    async (input) => ({ kind: 'ok', value: await erase(input.contactId, deps.store, deps.now()) }),
    failureLog(deps.log, 'eraseContact'),
  );
}

/** An event that could not be handled, as the owner sees it: without what it holds. */
export type ListedUnhandled = Omit<UnhandledEvent, 'text' | 'isCut' | 'firstAt' | 'lastAt'> & {
  readonly firstAt: string;
  readonly lastAt: string;
};

/** The events that could not be handled, the latest first. */
export async function listUnhandledEvents(deps: EventDeps): Promise<WebResult<readonly ListedUnhandled[]>> {
  return await answer(
    nothing,
    undefined,
    async () => {
      const events = await deps.store.listUnhandled({}, MAX_HISTORY);
      const value = events.map(({ text: _text, isCut: _isCut, firstAt, lastAt, ...event }) => ({
        ...event,
        firstAt: new Date(firstAt).toISOString(),
        lastAt: new Date(lastAt).toISOString(),
      }));
      return { kind: 'ok', value };
    },
    failureLog(deps.log, 'listUnhandledEvents'),
  );
}

/** How many kept events could be handled now, and how many not. */
export type Replayed = Awaited<ReturnType<typeof replayUnhandled>>;

/** Tries the kept events again, as after a fix; what is handled now is kept no more. */
export async function replayUnhandledEvents(site: SiteRules, deps: EventDeps): Promise<WebResult<Replayed>> {
  return await answer(
    nothing,
    undefined,
    async () => {
      const deadline = deps.now() + WEB_METHOD_BUDGET_MS;
      return { kind: 'ok', value: await replayUnhandled({}, deadline, site, deps) };
    },
    failureLog(deps.log, 'replayUnhandledEvents'),
  );
}

/** What needs the owner's eye, and when each job last ran. */
export interface Health {
  /** States of orders that are stored: one for each order, and until the next clean-up those that it replaced. */
  readonly orderStates: number;
  readonly notifications: Readonly<Record<'pending' | 'overdue' | 'held' | 'failed' | 'unknown', number>>;
  readonly unhandledEvents: Readonly<Record<'rejected' | 'failed', number>>;
  /** Whether personal details are compared: they need the site's digest key. */
  readonly comparesDetails: boolean;
  readonly jobs: Readonly<Record<string, JobHealth | null>>;
}

/** The last run of a job. */
export interface JobHealth {
  readonly startedAt: string;
  /** `null` while it runs, and when it stopped half-way. */
  readonly finishedAt: string | null;
  readonly report: Readonly<Record<string, number>>;
}

/** The site's health. */
export async function getHealth(deps: EventDeps): Promise<WebResult<Health>> {
  return await answer(nothing, undefined, () => readHealth(deps), failureLog(deps.log, 'getHealth'));
}

async function readHealth({ store, now, loadDigest }: EventDeps): Promise<WebResult<Health>> {
  const count = store.countNotifications;
  const jobs: Record<string, JobHealth | null> = {};
  for (const job of jobNames) {
    const state = await store.readJobState(job);
    jobs[job] =
      state === undefined
        ? null
        : {
            startedAt: new Date(state.startedAt).toISOString(),
            finishedAt: state.finishedAt === undefined ? null : new Date(state.finishedAt).toISOString(),
            report: state.report,
          };
  }
  const value: Health = {
    orderStates: await store.countProjections(),
    notifications: {
      pending: await count({ status: 'pending' }),
      overdue: await count({ status: 'pending', dueBefore: now() }),
      held: await count({ status: 'held' }),
      failed: await count({ status: 'failed' }),
      unknown: await count({ status: 'unknown' }),
    },
    unhandledEvents: {
      rejected: await store.countUnhandled({ kind: 'rejected' }),
      failed: await store.countUnhandled({ kind: 'failed' }),
    },
    comparesDetails: (await loadDigest()) !== undefined,
    jobs,
  };
  return { kind: 'ok', value };
}
