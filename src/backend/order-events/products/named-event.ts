import type { ChangeKind } from '../changes/change.ts';
import type { Finding } from '../changes/finding.ts';
import type { DateText } from '../values/instant.ts';

/** An event whose name says what happened. */
export interface NamedEvent<Order, Snapshot> {
  /** The kinds of change that the name proves; the content says which of several. */
  readonly proves: readonly ChangeKind[];
  readonly order: Order;
  /** What the event shows. */
  readonly observed: Snapshot;
  /** The newest known state of the order. */
  readonly known: Snapshot | undefined;
  /** When the event happened. */
  readonly at: DateText;
}

/** What the name of an event proves. */
export interface NameProof<Snapshot> {
  readonly findings: readonly Finding[];
  /** What the event shows, set right where its name contradicts it. */
  readonly snapshot: Snapshot;
}
