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

/** What an order of any product has. */
export interface AnyOrder {
  readonly product: Product;
  readonly id: string;
  readonly status: string | undefined;
  readonly contactId: string | undefined;
  readonly email?: string | undefined;
  /** The buyer's, as a language code. */
  readonly language?: string | undefined;
  readonly updatedAt?: DateText | undefined;
}

/**
 * What is kept of an order of any product to compare it with the next event: no personal data. An absent field is one that
 * no event has shown so far.
 */
export interface AnySnapshot {
  readonly product: Product;
  readonly status?: string | undefined;
  /** When Wix last wrote the order: tells a stale snapshot, never the order of events. */
  readonly updatedAt?: DateText | undefined;
}

/** A status whose value before the event some events report. */
export interface ReportedStatus<Snapshot> {
  statusOf(snapshot: Snapshot): string | undefined;
  /** The findings of a transition into the status of a snapshot; none where that is no news. `null`: the event does not say from which. */
  findTransition(previous: string | null, current: string, snapshot: Snapshot): Finding[];
}

/** Whether anything is still to come of an order: nothing, perhaps something, or something by itself, such as a renewal. */
export type LifeOfOrder = 'over' | 'idle' | 'running';

/** Fewer states are kept of an order with many parts, such as tickets, because stored items are limited. */
export interface SizeLimit<Snapshot> {
  countParts(snapshot: Snapshot): number;
  readonly oneStateAbove: number;
  readonly twoStatesAbove: number;
}

/** Shipments of an order, which come in events of their own. */
export interface ShipmentModel<Order> {
  /** The shipments that an event of them shows. */
  of(order: Order): readonly Shipment[] | undefined;
  /** The news in them; `before` is `undefined` when none were known. */
  compare(before: readonly Shipment[] | undefined, after: readonly Shipment[], at: DateText): Finding[];
  /** The order with the shipments that are known of it. */
  addTo(order: Order, known: readonly Shipment[]): Order;
}

/**
 * Everything that differs by product. Pure: the same arguments give the same answer. What takes an order or a snapshot is a
 * method, so that each model is one of any product's orders; its product's are all that it is ever given.
 */
export interface ProductModel<Order extends AnyOrder, Snapshot extends AnySnapshot> {
  /** The entity that the metadata of its events name; absent where events have no ids, neither of themselves nor of the order. */
  readonly entity?: string;
  /** Fields that only this product's orders have; any of them may be absent from a sound order. */
  readonly marks: readonly string[];
  /** Reads an order; rejects it when it lacks an id or a field is of another type. */
  readOrder(found: FoundOrder, reader: FieldReader): ReadOrder<Order> | Rejection;
  /** What one event shows of an order, as it is stored. `before` only saves digests that are known already. */
  project(order: Order, digest: Digest, before: Snapshot | undefined): Snapshot;
  /** The state of an order after an event: what the event shows, and for the rest what was known before it. */
  carryOver(before: Snapshot, observed: Snapshot): Snapshot;
  /** How far an order in a state has come. */
  lifeOf(state: Snapshot): LifeOfOrder;
  /** The snapshot without any digest of personal values. */
  forgetDetails(snapshot: Snapshot): Snapshot;
  /** What happened between two states; `progressAt` is when an event last showed the order's progress up to the first. */
  compare(before: Snapshot, after: Snapshot, progressAt: Instant): Finding[];
  /**
   * What the first event of an order says has just happened. Without a state to compare with, only a final status and the
   * order's own instants speak; everything else would be a guess.
   */
  findAtFirstSight(snapshot: Snapshot, order: Order, happenedAt: Instant): Finding[];
  /** What an event's name proves, and what it shows with that set right. */
  findByName(event: NamedEvent<Order, Snapshot>): NameProof<Snapshot>;
  /** Whether a snapshot with an older write time is no stale one, because it itself shows the way back. */
  provesReturn?(known: Snapshot, next: Snapshot): boolean;
  /** Whether a snapshot of the same write shows less than what is known. */
  isBehind?(known: Snapshot, next: Snapshot): boolean;
  /** Fields that move with most events and are compared with older states as well: storing their moves alone gains nothing. */
  readonly movesAlong: readonly string[];
  readonly sizeLimit?: SizeLimit<Snapshot>;
  readonly reportedStatus?: ReportedStatus<Snapshot>;
  /** Whether an event shows how far the order has got, where `compare` asks when that was. */
  showsProgress?(observed: Snapshot): boolean;
  /** The order's own dates beside its last update: reaching one changes the order, and may move no other date. */
  datesOf?(order: Order): readonly (DateText | undefined)[];
  /** One ticket of each guest who can be mailed and is not the buyer. */
  guestsOf?(order: Order): readonly Ticket[];
  readonly shipments?: ShipmentModel<Order>;
  /** The tickets by their numbers: a change may be about one. */
  ticketsOf?(order: Order): ReadonlyMap<string, Ticket>;
}
