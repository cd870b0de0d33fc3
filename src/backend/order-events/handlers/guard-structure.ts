import type { Rejection } from '../values/rejection.ts';

/** Far deeper than any documented payload; Wix Data itself stops at 50 levels. */
const MAX_DEPTH = 64;

/** Rejects structures that no Wix event has and that could harm code that copies them: extreme depth and `__proto__` keys. */
export function findStructureFault(root: unknown): Rejection | undefined {
  return faultIn(root, 0);
}

function faultIn(value: unknown, depth: number): Rejection | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === MAX_DEPTH) {
    return { path: '', expected: `at most ${String(MAX_DEPTH)} levels`, found: 'a deeper level' };
  }
  return Array.isArray(value) ? faultInArray(value, depth) : faultInObject(value, depth);
}

function faultInArray(items: readonly unknown[], depth: number): Rejection | undefined {
  for (let index = 0; index < items.length; index += 1) {
    const fault = faultIn(items[index], depth + 1);
    if (fault !== undefined) return below(`[${String(index)}]`, fault);
  }
  return undefined;
}

function faultInObject(object: object, depth: number): Rejection | undefined {
  // This runs for each value of an event, so it does not allocate pairs of key and value.
  for (const key of Object.keys(object)) {
    const item: unknown = (object as Readonly<Record<string, unknown>>)[key];
    if (key === '__proto__') return { path: '__proto__', expected: 'no such key', found: 'a `__proto__` key' };
    if (typeof item !== 'object' || item === null) continue;
    const fault = faultIn(item, depth + 1);
    if (fault !== undefined) return below(holderNames.has(key) ? key : '?', fault);
  }
  return undefined;
}

/**
 * Names of objects and lists in Wix's orders and envelopes. A path shows no other key: a key can be text that somebody typed, such as the
 * title of a question, and it can be of any length.
 */
const holderNames: ReadonlySet<string> = new Set([
  ...['metadata', 'entity', 'data', 'order', 'orderTransactions', 'fulfillments'],
  ...['createdEvent', 'updatedEvent', 'actionEvent', 'currentEntity', 'body'],
  ...['tickets', 'checkoutForm', 'form', 'inputValues', 'values', 'checkIn', 'price', 'invoice'],
  ...['buyer', 'pricing', 'prices', 'priceDetails', 'subscription', 'pausePeriods', 'currentCycle', 'cycles'],
  ...['lineItems', 'catalogReference', 'options', 'activities', 'buyerInfo', 'billingInfo', 'shippingInfo'],
  ...['recipientInfo', 'contactDetails', 'address', 'logistics', 'shippingDestination', 'appliedDiscounts'],
  ...['priceSummary', 'balanceSummary', 'customFields', 'extendedFields', 'additionalFees', 'cancellation'],
]);
const MAX_PATH_LENGTH = 120;

/** Extends the path of a fault. Paths are built only for faults, so that a sound event costs nothing. */
function below(place: string, fault: Rejection): Rejection {
  const joint = fault.path === '' || fault.path.startsWith('[') ? '' : '.';
  const path = `${place}${joint}${fault.path}`;
  return { ...fault, path: path.length > MAX_PATH_LENGTH ? `${path.slice(0, MAX_PATH_LENGTH - 1)}…` : path };
}
