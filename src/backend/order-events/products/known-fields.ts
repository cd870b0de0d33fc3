import type { AnySnapshot } from './product-model.ts';

/** Status values that Wix prints for "not shown here". */
const placeholders = new Set(['NA_ORDER_STATUS', 'UNDEFINED', 'UNSPECIFIED']);

/** Returns the status; `undefined` if the event does not show one. */
export function knownStatus(status: string | undefined): string | undefined {
  return status === undefined || placeholders.has(status) ? undefined : status;
}

/** Returns the fields that an event shows, completed by those that were known before it. */
export function withKnown<Snapshot extends AnySnapshot>(before: Snapshot, observed: Snapshot): Snapshot {
  const state = { ...before };
  for (const field of Object.keys(observed) as (keyof Snapshot)[]) {
    if (observed[field] !== undefined) state[field] = observed[field];
  }
  return state;
}
