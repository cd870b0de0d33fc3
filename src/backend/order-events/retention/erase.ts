import { settleErased } from '../delivery/settle.ts';
import { handlers } from '../handlers/handlers.ts';
import { inPages, PAGE_SIZE } from '../jobs/pages.ts';
import type { Notification, NotificationFilter } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { UnhandledFilter } from '../ports/unhandled-events.ts';
import type { Product } from '../products/product.ts';
import { markOf, peopleMarked } from '../values/people.ts';
import { askForErasure, SWEPT_AFTER_MS } from './ask-for-erasure.ts';
import { forgetDetails } from './forget-details.ts';

/** What an erasure needs from outside. */
export type EraseDeps = Pick<
  Ports,
  'notifications' | 'unhandled' | 'recorded' | 'projections' | 'erasures' | 'leftovers' | 'now' | 'loadDigest' | 'log'
>;

/**
 * Erases what a page of notifications holds of a person: contact, member, marks and variables. The bare keys stay, so that nothing is
 * told again. Returns how many were erased; safe to repeat.
 */
export async function eraseNotificationPage(
  filter: NotificationFilter,
  now: number,
  { notifications }: Pick<Ports, 'notifications'>,
): Promise<number> {
  const page = await notifications.list({ ...filter, isErased: false }, PAGE_SIZE);
  if (page.length > 0) await notifications.saveAll(page.map((notification) => settleErased(notification, now)));
  return page.length;
}

/** Removes a page of kept events. Returns how many. */
export async function removeUnhandledPage(
  filter: UnhandledFilter,
  { unhandled }: Pick<Ports, 'unhandled'>,
): Promise<number> {
  const page = await unhandled.list(filter, PAGE_SIZE);
  await unhandled.remove(page.map(({ id }) => id));
  return page.length;
}

async function removeRecordedPage(mark: string, { recorded }: Pick<Ports, 'recorded'>): Promise<number> {
  const page = await recorded.listMarked(mark, PAGE_SIZE);
  await recorded.remove(page.map(({ id }) => id));
  return page.length;
}

/**
 * Erases personal data stored for an order that was anonymized: digests in its states, events that hold its data, and notifications
 * but for their bare keys. The erasure was asked for before.
 */
export async function eraseDataOfOrder(product: Product, orderId: string, deps: EraseDeps): Promise<void> {
  await forgetDetails(product, orderId, deps);
  await inPages(() => eraseNotificationPage({ orderId }, deps.now(), deps));
  await inPages(() => removeUnhandledPage({ orderId }, deps));
  for (const mark of marksOf(orderId, await deps.loadDigest())) {
    await inPages(() => removeUnhandledPage({ mark }, deps));
    await inPages(() => removeRecordedPage(mark, deps));
  }
}

/** How many notifications and kept events of an order held something of a person; events may name no order. */
export interface ErasedOfOrder {
  readonly product: Product;
  readonly orderId: string | null;
  readonly notifications: number;
  readonly events: number;
}

/** What an erasure removed. */
export interface ErasureReport {
  readonly orders: readonly ErasedOfOrder[];
  readonly notifications: number;
  readonly events: number;
  /** Recorded events. */
  readonly recorded: number;
  /** Whether it is done; otherwise the hourly job goes on with it. */
  readonly isDone: boolean;
}

/** Whose data to erase: what a contact, or a member, is known by. */
export interface PersonToErase {
  /** The id of the contact or the member; absent where only marks are known of it. */
  readonly id?: string;
  readonly marks: readonly string[];
}

/** Every mark that a name may be kept under: the site may have had no key then. */
export function marksOf(name: string, digest: Parameters<typeof markOf>[1]): readonly string[] {
  return [...new Set([markOf(name, digest), markOf(name, undefined)])].filter((mark) => mark !== undefined);
}

/**
 * Erases what is kept about a person: notifications to them and to others about them, of changes up to the instant at which that was asked
 * for, digests in the states of those orders, kept and recorded events. Whoever stands under the same address in any of them, such
 * as a contact that was merged into this one, is the same person. Stops when time is up.
 */
export async function eraseDataOfPerson(
  { id, marks }: PersonToErase,
  askedAt: number,
  isInTime: () => boolean,
  deps: EraseDeps,
): Promise<ErasureReport> {
  const run: PersonRun = {
    askedAt,
    isInTime,
    deps,
    known: new Set(),
    open: [...marks],
    orders: new Map(),
    recorded: 0,
  };
  for (const mark of marks) await askForErasure({ kind: 'person', mark }, askedAt, deps);
  for (const mark of marks) run.known.add(mark);
  if (id !== undefined) {
    await eraseNotifications({ contactId: id }, run);
    await eraseNotifications({ memberId: id }, run);
    await removeEvents({ contains: id }, run);
  }
  for (let mark = run.open.shift(); mark !== undefined && isInTime(); mark = run.open.shift()) {
    await eraseMarked(mark, run);
  }
  const orders = [...run.orders.values()];
  const sum = (field: 'notifications' | 'events'): number => orders.reduce((total, order) => total + order[field], 0);
  const { recorded } = run;
  return { orders, notifications: sum('notifications'), events: sum('events'), recorded, isDone: isInTime() };
}

interface PersonRun {
  readonly askedAt: number;
  readonly isInTime: () => boolean;
  readonly deps: EraseDeps;
  /** The marks that are the person's as far as known, and those of them that are still to be looked for. */
  readonly known: Set<string>;
  readonly open: string[];
  readonly orders: Map<string, ErasedOfOrder>;
  recorded: number;
}

async function eraseMarked(mark: string, run: PersonRun): Promise<void> {
  await askForErasure({ kind: 'person', mark }, run.askedAt, run.deps);
  await eraseNotifications({ mark }, run);
  await removeEvents({ mark }, run);
  run.recorded += await inPages(() => removeRecordedPage(mark, run.deps), run.isInTime);
}

async function eraseNotifications(filter: NotificationFilter, run: PersonRun): Promise<void> {
  const { askedAt, isInTime, deps } = run;
  const forgotten = new Set<string>();
  await inPages(async () => {
    const page = await deps.notifications.list({ ...filter, occurredBy: askedAt, isErased: false }, PAGE_SIZE);
    const whole: Notification[] = [];
    for (const notification of page) {
      if (!isInTime()) break;
      const { product, orderId, marks } = notification;
      noteOtherMarks(marks, run);
      if (!forgotten.has(orderId)) await forgetDetails(product, orderId, deps);
      forgotten.add(orderId);
      count(product, orderId, 'notifications', run);
      whole.push(settleErased(notification, deps.now()));
    }
    if (whole.length > 0) await deps.notifications.saveAll(whole);
    return page.length;
  }, isInTime);
}

async function removeEvents(filter: UnhandledFilter, run: PersonRun): Promise<void> {
  const { askedAt, isInTime, deps } = run;
  await inPages(async () => {
    const page = await deps.unhandled.list({ ...filter, lastBefore: askedAt + SWEPT_AFTER_MS + 1 }, PAGE_SIZE);
    for (const { handler, orderId = null, marks } of page) {
      noteOtherMarks(marks, run);
      count(handlers[handler].product, orderId, 'events', run);
    }
    await deps.unhandled.remove(page.map(({ id }) => id));
    return page.length;
  }, isInTime);
}

/** What else the person is known by, according to a row. */
function noteOtherMarks(marks: string | undefined, { known, open }: PersonRun): void {
  for (const person of peopleMarked(marks)) {
    if (!person.some((mark) => known.has(mark))) continue;
    for (const mark of person.filter((other) => !known.has(other))) {
      known.add(mark);
      open.push(mark);
    }
  }
}

function count(
  product: Product,
  orderId: string | null,
  field: 'notifications' | 'events',
  { orders }: PersonRun,
): void {
  const key = `${product}/${String(orderId)}`;
  const known = orders.get(key) ?? { product, orderId, notifications: 0, events: 0 };
  orders.set(key, { ...known, [field]: known[field] + 1 });
}
