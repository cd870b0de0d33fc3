import type { OrderEventsErrorCode } from '../order-events-error.ts';

/**
 * What a refused call says about itself. `taken`: its id exists. `busy`: nothing about the call. `permanent`: no further try
 * goes better. `unknown`: anything else, and that it had no effect least of all.
 */
export interface DataRefusal {
  readonly kind: 'taken' | 'busy' | 'permanent' | 'unknown';
  readonly code: string | undefined;
  /** Whether the call is not to be tried again. */
  readonly isLast: boolean;
}

/** Wix Data's codes: https://dev.wix.com/docs/velo/apis/wix-data/error-codes */
const errorCodes: ReadonlyMap<string, OrderEventsErrorCode> = new Map([
  ['WDE0014', 'store-busy'],
  ['WDE0028', 'store-timed-out'],
  ['WDE0027', 'store-forbidden'],
  ['WDE0025', 'store-missing'],
  ['WDE0091', 'store-full'],
  ['WDE0009', 'item-too-large'],
]);

/** Documented for an `_id` that exists is the first alone; sites report the others for the same. */
const takenCodes = new Set(['WDE0074', 'WDE0123', 'WD_ITEM_ALREADY_EXISTS', 'WD_UNIQUE_INDEX_CONFLICT']);

const busyCodes = new Set(['WDE0014', 'WDE0028', 'WDE0025']);

/** The item is too large, the site's code may not do it, or the call makes no sense. */
const permanentCodes = new Set([
  ...['WDE0009', 'WDE0109', 'WDE0133', 'WDE0180'],
  ...['WDE0027', 'WDE0119', 'WDE0120'],
  ...['WDE0001', 'WDE0002', 'WDE0003', 'WDE0004', 'WDE0007', 'WDE0016', 'WDE0018', 'WDE0068', 'WDE0069', 'WDE0134'],
]);

/** The kind of a refusal, by its code. */
export function refusalKindOf(code: string | undefined): DataRefusal['kind'] {
  if (code === undefined) return 'unknown';
  if (takenCodes.has(code)) return 'taken';
  if (busyCodes.has(code)) return 'busy';
  return permanentCodes.has(code) ? 'permanent' : 'unknown';
}

/** The code under which the core knows a refusal. */
export function storeErrorCodeOf(code: string | undefined): OrderEventsErrorCode {
  return (code === undefined ? undefined : errorCodes.get(code)) ?? 'store-failed';
}
