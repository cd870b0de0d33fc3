import type { DateText } from '../values/instant.ts';
import { occurrencePart } from '../values/key-parts.ts';
import type { ChangeKind, Evidence, ShownFields, ShownValue } from './change.ts';

/** A difference between two snapshots of one order that a site owner would call a change. */
export interface Finding {
  readonly kind: ChangeKind;
  /** Derived from the order's content; a count is added if the same content occurs again. */
  readonly occurrence: string;
  /** `true` if the same content can legitimately occur again, as with an archive toggle. */
  readonly canRepeat: boolean;
  /** Part of the order that it is about, such as a ticket number; absent for the order itself. */
  readonly subject?: string | undefined;
  readonly previous: ShownFields;
  readonly current: ShownFields;
  /** The order's own instant of the change, if it has one. */
  readonly at?: DateText | undefined;
  /** Earliest possible time, if the order says more than the state before. */
  readonly notBefore?: DateText | undefined;
  /** Evidence; absent if it was found by comparing two snapshots. */
  readonly evidence?: Evidence;
  /** `true` if the content names no instant, so that the time of the event stands in for it. */
  readonly isApproximate?: boolean;
  /** Kind of change after which the same content is another occurrence. */
  readonly restartedBy?: ChangeKind;
  /** Kind under which the same change may have been reported. */
  readonly alsoKnownAs?: ChangeKind;
}

/** Occurrence of a kind that happens once per order. */
export const ONCE = '1';

/** Returns the change of one field. */
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

/** Returns the change of a boolean that toggles; nothing while either side is unknown. */
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

/** Reports a status value that this package does not know, because Wix adds values; `previous` is `undefined` at first sight. */
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
