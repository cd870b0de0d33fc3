import type { DateText } from '../values/instant.ts';
import { occurrencePart } from '../values/key-parts.ts';
import type { ChangeKind, Evidence, ShownFields, ShownValue } from './change.ts';

/** A difference between two snapshots of one order that a site owner would call a change. */
export interface Finding {
  readonly kind: ChangeKind;
  /** Made from the order's own content; a count is added where the same content comes about again. */
  readonly occurrence: string;
  /** Whether the same content can come about again legitimately, as with an archive toggle. */
  readonly canRepeat: boolean;
  /** What it is about within the order: a ticket number; absent for the order itself. */
  readonly subject?: string | undefined;
  readonly previous: ShownFields;
  readonly current: ShownFields;
  /** The order's own instant of the change, where it has one. */
  readonly at?: DateText | undefined;
  /** The earliest that it can have happened, where the order says more than the state before. */
  readonly notBefore?: DateText | undefined;
  /** How it is known, where it is not by comparing two snapshots. */
  readonly evidence?: Evidence;
  /** The content names no instant, so that the time of the event stands in for it. */
  readonly isApproximate?: boolean;
  /** The kind after which the same content is another occurrence. */
  readonly restartedBy?: ChangeKind;
  /** The kind that the same happening may have been reported as. */
  readonly alsoKnownAs?: ChangeKind;
}

/** The occurrence of a kind that an order goes through once. */
export const ONCE = '1';

/** A change of one field. */
export function fieldFinding(
  kind: ChangeKind,
  field: string,
  previous: ShownValue | undefined,
  current: ShownValue | undefined,
  { occurrence = ONCE, canRepeat = false, at, ...rest }: Partial<Omit<Finding, 'kind' | 'previous' | 'current'>> = {},
): Finding {
  const shown = { previous: { [field]: previous ?? null }, current: { [field]: current ?? null } };
  return { kind, occurrence, canRepeat, at, ...rest, ...shown };
}

/** The change of a boolean that toggles: nothing while either side is unknown. */
export function toggleFindings(
  kinds: { readonly on: ChangeKind; readonly off: ChangeKind },
  field: string,
  before: boolean | undefined,
  after: boolean | undefined,
  subject?: string,
): Finding[] {
  if (before === undefined || after === undefined || before === after) return [];
  const kind = after ? kinds.on : kinds.off;
  const occurrence = subject === undefined ? ONCE : `${occurrencePart(subject)}@${ONCE}`;
  return [{ ...fieldFinding(kind, field, before, after, { occurrence, canRepeat: true }), subject }];
}

/** Reports a status value that this package does not know, because Wix adds them; at first sight none is before it. */
export function findUnknownStatus(
  field: string,
  known: { has(status: string): boolean },
  previous: string | undefined,
  current: string | undefined,
): Finding[] {
  if (current === undefined || current === previous || known.has(current)) return [];
  return [
    fieldFinding('status-unknown', field, previous, current, { occurrence: `${field}=${occurrencePart(current)}` }),
  ];
}
