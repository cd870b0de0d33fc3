import * as v from 'valibot';

import type { Change } from '../changes/change.ts';
import { products, type Product } from '../products/product.ts';
import type { HandleDeps } from '../intake/handle-event.ts';
import { replayUnhandled, type ReplayReport } from '../intake/replay-unhandled.ts';
import type { Ports } from '../ports/ports.ts';
import type { UnhandledEvent } from '../ports/unhandled-events.ts';
import { eraseDataOfPerson, marksOf, type ErasureReport, type EraseDeps } from '../retention/erase.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import { defineMethod, emailSchema, guidSchema, idSchema, type WebResult } from './define-method.ts';
import { listed, type ListedNotification } from './listed-notification.ts';
import { readHealth } from './read-health.ts';

/** Time budget of a web method, in milliseconds: Wix ends the call after 14 s. */
const WEB_METHOD_BUDGET_MS = 8_000;
const MAX_HISTORY = 200;

const nothing = { input: () => undefined, schema: v.undefined() };

/** Known history of one order: the changes reported, and the notifications about them, newest first. */
export interface OrderHistory {
  readonly product: Product;
  readonly orderId: string;
  readonly changes: readonly { readonly kind: Change['kind']; readonly occurrence: string }[];
  /** Known states, oldest first: time and status. */
  readonly states: readonly { readonly at: string; readonly status: string | null }[];
  readonly notifications: readonly ListedNotification[];
}

/** A notification as the member sees it. */
export type MemberNotification = Pick<ListedNotification, 'product' | 'orderId' | 'change' | 'occurredAt' | 'status'>;

/** An event that could not be handled, as the owner sees it, without its content. */
export type ListedUnhandled = Omit<UnhandledEvent, 'text' | 'firstAt' | 'lastAt'> & {
  readonly firstAt: string;
  readonly lastAt: string;
};

/** Web methods about orders, contacts and the site as a whole. */
export const ownerMethods = {
  /** Returns the history of any order. */
  getOrderHistory: defineMethod({
    input: (product: unknown, orderId: unknown) => ({ product, orderId }),
    schema: v.object({ product: v.picklist(products), orderId: idSchema }),
    async work(
      order,
      { projections, notifications }: Pick<Ports, 'projections' | 'notifications'>,
    ): Promise<WebResult<OrderHistory>> {
      const { projection } = await projections.read(order.product, order.orderId);
      if (projection === undefined) return { kind: 'refused', reason: 'not-found' };
      const found = await notifications.list({ orderId: order.orderId }, MAX_HISTORY);
      const changes = projection.reportedKeys.map(readReportedKey);
      const states = projection.timeline.map(({ at, snapshot }) => ({ at, status: snapshot.status ?? null }));
      return { kind: 'ok', value: { ...order, changes, states, notifications: found.map(listed) } };
    },
  }),

  /** Returns the notifications to the calling member about their own orders. */
  getMyOrderHistory: defineMethod({
    ...nothing,
    async work(
      _nothing,
      { findCaller, notifications }: Pick<Ports, 'findCaller' | 'notifications'>,
    ): Promise<WebResult<readonly MemberNotification[]>> {
      const { contactId, memberId } = (await findCaller()) ?? {};
      const asContact = contactId === undefined ? [] : await notifications.list({ contactId }, MAX_HISTORY);
      const asMember = memberId === undefined ? [] : await notifications.list({ memberId }, MAX_HISTORY);
      if (contactId === undefined && memberId === undefined) return { kind: 'refused', reason: 'not-a-member' };
      const own = [...asContact, ...asMember].sort((left, right) => right.createdAt - left.createdAt);
      const value = own.map(({ product, orderId, change, occurredAt, status }) => {
        return { product, orderId, change, occurredAt, status };
      });
      return { kind: 'ok', value };
    },
  }),

  /**
   * Erases the data stored about one contact, or about a member by the member's own id; sends nothing. With the email address, it also
   * erases data that names the address and no contact. If it runs out of time, the hourly job continues.
   */
  eraseContact: defineMethod({
    input: (contactId: unknown, email?: unknown) => ({ contactId, email }),
    schema: v.object({ contactId: guidSchema, email: v.optional(emailSchema) }),
    async work({ contactId, email }, deps: EraseDeps): Promise<WebResult<ErasureReport>> {
      const [askedAt, digest] = [deps.now(), await deps.loadDigest()];
      const marks = [contactId, email ?? []].flat().flatMap((name) => marksOf(name, digest));
      const isInTime = (): boolean => deps.now() < askedAt + WEB_METHOD_BUDGET_MS;
      return { kind: 'ok', value: await eraseDataOfPerson({ id: contactId, marks }, askedAt, isInTime, deps) };
    },
  }),

  /** Lists the events that could not be handled, latest first. */
  listUnhandledEvents: defineMethod({
    ...nothing,
    async work(_nothing, { unhandled }: Pick<Ports, 'unhandled'>): Promise<WebResult<readonly ListedUnhandled[]>> {
      const events = await unhandled.list({}, MAX_HISTORY);
      const value = events.map(({ text: _text, firstAt, lastAt, ...event }) => ({
        ...event,
        firstAt: new Date(firstAt).toISOString(),
        lastAt: new Date(lastAt).toISOString(),
      }));
      return { kind: 'ok', value };
    },
  }),

  /**
   * Handles the stored events again, for example after a fix, and removes those that are handled now. The rules come from the site's own
   * code.
   */
  replayUnhandledEvents: defineMethod({
    input: (site: SiteRules) => site,
    schema: v.custom<SiteRules>(() => true),
    async work(site, deps: HandleDeps): Promise<WebResult<ReplayReport>> {
      const deadline = deps.now() + WEB_METHOD_BUDGET_MS;
      return { kind: 'ok', value: await replayUnhandled({}, { deadline, concurrency: 1 }, site, deps) };
    },
  }),

  /** Returns what needs the owner's attention, and when each job last ran. */
  getHealth: defineMethod({
    ...nothing,
    work: async (_nothing, ports) => ({ kind: 'ok', value: await readHealth(ports) }),
  }),
} as const;

function readReportedKey(key: string): OrderHistory['changes'][number] {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon) as Change['kind'], occurrence: key.slice(colon + 1) };
}
