import { settleErased } from '../delivery/settle.ts';
import { handlers } from '../handlers/handlers.ts';
import { inPages, PAGE_SIZE } from '../jobs/pages.ts';
import type { Notification, NotificationFilter } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { UnhandledFilter } from '../ports/unhandled-events.ts';
import type { Product } from '../products/product.ts';
import { markOf, peopleMarked } from '../values/people.ts';
import { askForErasure, SWEPT_AFTER_MS } from './ask-for-erasure.ts';
import { anonymize, forgetDetails } from './forget-details.ts';

/** Dependencies of an erasure. */
export type EraseDeps = Pick<
  Ports,
  'notifications' | 'unhandled' | 'recorded' | 'projections' | 'erasures' | 'leftovers' | 'now' | 'loadDigest' | 'log'
>;

async function eraseNotificationPage(orderId: string, { notifications, now }: EraseDeps): Promise<number> {
  const page = await notifications.list({ orderId, isErased: false }, PAGE_SIZE);
  if (page.length > 0) await notifications.saveAll(page.map((notification) => settleErased(notification, now())));
  return page.length;
}

async function removeUnhandledPage(filter: UnhandledFilter, { unhandled }: Pick<Ports, 'unhandled'>): Promise<number> {
  return await removeAll(await unhandled.list(filter, PAGE_SIZE), unhandled);
}

async function removeRecordedPage(mark: string, { recorded }: Pick<Ports, 'recorded'>): Promise<number> {
  return await removeAll(await recorded.listMarked(mark, PAGE_SIZE), recorded);
}

/** Removes a page of listed rows from their store. Returns their number. */
export async function removeAll(
  page: readonly { readonly id: string }[],
  store: { remove(ids: readonly string[]): Promise<void> },
): Promise<number> {
  if (page.length > 0) await store.remove(page.map(({ id }) => id));
  return page.length;
}

/**
 * Erases personal data stored for an anonymized order: digests in its states, events that hold its data, and notifications except for
 * their keys. The erasure request must have been stored before.
 */
export async function eraseDataOfOrder(product: Product, orderId: string, deps: EraseDeps): Promise<void> {
  await anonymize(product, orderId, deps);
  await inPages(() => eraseNotificationPage(orderId, deps));
  await inPages(() => removeUnhandledPage({ orderId }, deps));
  for (const mark of marksOf(orderId, await deps.loadDigest())) {
    await inPages(() => removeUnhandledPage({ mark }, deps));
    await inPages(() => removeRecordedPage(mark, deps));
  }
}

/** Number of an order's notifications and stored events that held data of the person; `orderId` is `null` for events that name no order. */
export interface ErasedOfOrder {
  readonly product: Product;
  readonly orderId: string | null;
  readonly notifications: number;
  readonly events: number;
}

/** Result of an erasure. */
export interface ErasureReport {
  readonly orders: readonly ErasedOfOrder[];
  readonly notifications: number;
  readonly events: number;
  /** Recorded events. */
  readonly recorded: number;
  /** `true` if the erasure is complete; otherwise the hourly job continues it. */
  readonly isDone: boolean;
}

/** The person whose data to erase: a contact or a member. */
export interface PersonToErase {
  /** Id of the contact or the member; absent if only marks are known. */
  readonly id?: string;
  readonly marks: readonly string[];
}

/** Returns every mark under which a name may be stored, including the one from before the site had a key. */
export function marksOf(name: string, digest: Parameters<typeof markOf>[1]): readonly string[] {
  return [...new Set([markOf(name, digest), markOf(name, undefined)])].filter((mark) => mark !== undefined);
}

/**
 * Erases personal data stored for a person: notifications to them or about them, of changes up to `askedAt`; digests in the states of
 * those orders; unhandled and recorded events. Ids and addresses that a row lists for the same person, such as those of a contact that
 * was merged into this one, are included. Stops when time is up.
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
    open: [],
    orders: new Map(),
    recorded: 0,
  };
  await noteMarks(marks, run);
  if (id !== undefined) {
    await eraseNotifications({ contactId: id }, run);
    await eraseNotifications({ memberId: id }, run);
    await removeEvents({ contains: id }, run);
  }
  for (let mark = run.open.shift(); mark !== undefined && isInTime(); mark = run.open.shift()) {
    await eraseNotifications({ mark }, run);
    await removeEvents({ mark }, run);
    run.recorded += await inPages(() => removeRecordedPage(mark, deps), isInTime);
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
  /** Marks known to be the person's; `open` has those that are still to be processed. */
  readonly known: Set<string>;
  readonly open: string[];
  readonly orders: Map<string, ErasedOfOrder>;
  recorded: number;
}

/** Adds marks of the person. Their erasure is requested before anything under them is erased. */
async function noteMarks(marks: readonly string[], { askedAt, deps, known, open }: PersonRun): Promise<void> {
  const unknown = [...new Set(marks)].filter((mark) => !known.has(mark));
  if (unknown.length === 0) return;
  for (const mark of unknown) known.add(mark);
  open.push(...unknown);
  await askForErasure(
    unknown.map((mark) => ({ kind: 'person', mark })),
    askedAt,
    deps,
  );
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
      await noteOtherMarks(marks, run);
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
      await noteOtherMarks(marks, run);
      count(handlers[handler].product, orderId, 'events', run);
    }
    return await removeAll(page, deps.unhandled);
  }, isInTime);
}

/** Adds the other marks that a row lists for the person. */
async function noteOtherMarks(marks: string | undefined, run: PersonRun): Promise<void> {
  const own = peopleMarked(marks).filter((person) => person.some((mark) => run.known.has(mark)));
  await noteMarks(own.flat(), run);
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
