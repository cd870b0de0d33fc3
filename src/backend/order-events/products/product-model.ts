import type { Finding } from '../changes/finding.ts';
import type { Digest } from '../values/detail-digests.ts';
import type { FieldReader } from '../values/fields.ts';
import type { DateText, Instant } from '../values/instant.ts';
import type { Rejection } from '../values/rejection.ts';
import type { NamedEvent, NameProof } from './named-event.ts';
import type { Product } from './product.ts';
import type { FoundOrder, ReadOrder } from './read-order.ts';
import type { Shipment } from './shop/shipments.ts';
import type { Ticket } from './tickets/order.ts';

/** Fields of an order of any product. */
export interface AnyOrder {
  readonly product: Product;
  readonly id: string;
  readonly status: string | undefined;
  readonly contactId: string | undefined;
  readonly email?: string | undefined;
  /** The buyer's language code. */
  readonly language?: string | undefined;
  readonly updatedAt?: DateText | undefined;
}

/**
 * Stored state of an order of any product, for comparison with the next event; no personal data. A field is absent if no event has shown
 * it so far.
 */
export interface AnySnapshot {
  readonly product: Product;
  readonly status?: string | undefined;
  /** Time at which Wix last wrote the order: reveals a stale snapshot, never the order of events. */
  readonly updatedAt?: DateText | undefined;
}

/** A status for which some events report the value before. */
export interface ReportedStatus<Snapshot> {
  statusOf(snapshot: Snapshot): string | undefined;
  /**
   * Returns the findings of a transition into the status of a snapshot; none if that is no news. `null`: the event does not name the
   * status before.
   */
  findTransition(previous: string | null, current: string, snapshot: Snapshot): Finding[];
}

/** Outlook of an order: nothing more will happen, something may, or something will by itself, such as a renewal. */
export type LifeOfOrder = 'over' | 'idle' | 'running';

/** Limits on the stored states of orders with many parts, such as tickets, because stored items are limited. */
export interface SizeLimit<Snapshot> {
  countParts(snapshot: Snapshot): number;
  readonly oneStateAbove: number;
  readonly twoStatesAbove: number;
}

/** Shipments of an order, which arrive in their own events. */
export interface ShipmentModel<Order> {
  /** Returns the shipments that such an event shows. */
  of(order: Order): readonly Shipment[] | undefined;
  /** Returns the changes in them; `before` is `undefined` if none were known. */
  compare(before: readonly Shipment[] | undefined, after: readonly Shipment[], at: DateText): Finding[];
  /** Returns the order with its known shipments. */
  addTo(order: Order, known: readonly Shipment[]): Order;
}

/**
 * Everything that differs by product. Pure: the same arguments give the same result. Members that take an order or a snapshot are
 * methods, so that each model counts as one for any product's orders; it only ever gets those of its own product.
 */
export interface ProductModel<Order extends AnyOrder, Snapshot extends AnySnapshot> {
  /** Entity that the metadata of its events names; absent if events have no ids, neither their own nor the order's. */
  readonly entity?: string;
  /** Fields that only this product's orders have; a sound order may lack any of them. */
  readonly marks: readonly string[];
  /** Reads an order; rejects it if it has no id, or one that cannot be read. */
  readOrder(found: FoundOrder, reader: FieldReader): ReadOrder<Order> | Rejection;
  /** Returns the state that one event shows of an order, in its stored form. `before` only saves computing known digests again. */
  project(order: Order, digest: Digest, before: Snapshot | undefined): Snapshot;
  /** Returns the state of an order after an event: what the event shows, completed by what was known before it. */
  carryOver(before: Snapshot, observed: Snapshot): Snapshot;
  /**
   * Returns the entries of a timeline without parts that `carryOver` adds anyway, so that a list that only grows is stored once. Absent if
   * there are no such lists.
   */
  withoutRepeats?<Row extends { readonly snapshot: Snapshot }>(rows: readonly Row[]): readonly Row[];
  /** Returns the outlook of an order in a state. */
  lifeOf(state: Snapshot): LifeOfOrder;
  /** Returns the snapshot without any digest of personal values. */
  forgetDetails(snapshot: Snapshot): Snapshot;
  /** Returns the changes between two states; `progressAt` is when an event last showed the order's progress up to the first. */
  compare(before: Snapshot, after: Snapshot, progressAt: Instant): Finding[];
  /**
   * Returns what the first event of an order shows to have just happened. Without a state to compare with, only a final status and the
   * order's own instants count; everything else would be a guess.
   */
  findAtFirstSight(snapshot: Snapshot, order: Order, happenedAt: Instant): Finding[];
  /** Returns what an event's name proves, and the state that the event shows, corrected by it. */
  findByName(event: NamedEvent<Order, Snapshot>): NameProof<Snapshot>;
  /** `true` if a snapshot with an older write time is not stale, because it shows the way back itself. */
  provesReturn?(known: Snapshot, next: Snapshot): boolean;
  /** `true` if a snapshot of the same write shows less than what is known. */
  isBehind?(known: Snapshot, next: Snapshot): boolean;
  /** Fields that change with most events and are compared with older states as well: storing a change of these alone gains nothing. */
  readonly movesAlong: readonly string[];
  readonly sizeLimit?: SizeLimit<Snapshot>;
  readonly reportedStatus?: ReportedStatus<Snapshot>;
  /** `true` if an event shows the order's progress, whose time `compare` needs. */
  showsProgress?(observed: Snapshot): boolean;
  /** Returns the order's own dates besides its last update: reaching one changes the order, and may change no other date. */
  datesOf?(order: Order): readonly (DateText | undefined)[];
  /** Returns one ticket of each guest who can be mailed and is not the buyer. */
  guestsOf?(order: Order): readonly Ticket[];
  readonly shipments?: ShipmentModel<Order>;
  /** Returns the tickets by number: a change may be about one. */
  ticketsOf?(order: Order): ReadonlyMap<string, Ticket>;
}
