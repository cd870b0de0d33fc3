import type { OrderEventsErrorCode } from '../order-events-error.ts';

/**
 * Refusal of a call. `taken`: its id exists. `busy`: the reason is not the call. `permanent`: no retry can succeed. `unknown`: anything
 * else; the call may have taken effect.
 */
export interface DataRefusal {
  readonly kind: 'taken' | 'busy' | 'permanent' | 'unknown';
  readonly code: string | undefined;
  /** `true` if the call is not tried again. */
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

/** Codes for an `_id` that exists. Only the first is documented; sites report the others for the same. */
const takenCodes = new Set(['WDE0074', 'WDE0123', 'WD_ITEM_ALREADY_EXISTS', 'WD_UNIQUE_INDEX_CONFLICT']);

const busyCodes = new Set(['WDE0014', 'WDE0028', 'WDE0025']);

/** Codes for an item that is too large, a missing permission and an invalid call. */
const permanentCodes = new Set([
  ...['WDE0009', 'WDE0109', 'WDE0133', 'WDE0180'],
  ...['WDE0027', 'WDE0119', 'WDE0120'],
  ...['WDE0001', 'WDE0002', 'WDE0003', 'WDE0004', 'WDE0007', 'WDE0016', 'WDE0018', 'WDE0068', 'WDE0069', 'WDE0134'],
]);

/** Returns the kind of a refusal by its code. */
export function refusalKindOf(code: string | undefined): DataRefusal['kind'] {
  if (code === undefined) return 'unknown';
  if (takenCodes.has(code)) return 'taken';
  if (busyCodes.has(code)) return 'busy';
  return permanentCodes.has(code) ? 'permanent' : 'unknown';
}

/** Returns the code under which the core knows a refusal. */
export function storeErrorCodeOf(code: string | undefined): OrderEventsErrorCode {
  return (code === undefined ? undefined : errorCodes.get(code)) ?? 'store-failed';
}
