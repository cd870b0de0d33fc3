import type { ChangeKind } from '../changes/change.ts';
import type { Finding } from '../changes/finding.ts';
import type { DateText } from '../values/instant.ts';

/** An event whose name says what happened. */
export interface NamedEvent<Order, Snapshot> {
  /** Kinds of change that the name proves; the content says which of several. */
  readonly proves: readonly ChangeKind[];
  readonly order: Order;
  /** State that the event shows. */
  readonly observed: Snapshot;
  /** Newest known state of the order. */
  readonly known: Snapshot | undefined;
  /** Time of the event. */
  readonly at: DateText;
}

/** Changes that an event's name proves. */
export interface NameProof<Snapshot> {
  readonly findings: readonly Finding[];
  /** State that the event shows, corrected where its name contradicts it. */
  readonly snapshot: Snapshot;
}
