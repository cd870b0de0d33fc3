import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloneJson, parseJsonObject, type Json, type JsonObject } from './json.ts';

const fileOfPayload = {
  wixEvents_onOrderUpdated: 'wixEvents_onOrderUpdated/documented.json',
  'wixEvents_onOrderUpdated.rest': 'wixEvents_onOrderUpdated/documented.rest.json',
  wixPricingPlans_onOrderUpdated: 'wixPricingPlans_onOrderUpdated/documented.json',
  wixEcom_onOrderUpdated: 'wixEcom_onOrderUpdated/documented.json',
  wixEcom_onOrderPaymentStatusUpdated: 'wixEcom_onOrderPaymentStatusUpdated/documented.json',
} as const;

/** A documented payload: a handler's name for its Velo event, with `.rest` for a REST webhook body. */
export type DocumentedPayload = keyof typeof fileOfPayload;

/**
 * Changes by dotted path (`tickets.0.status`). `undefined` removes. A path must exist; one that starts with `+` must not
 * exist yet, and its parent must.
 */
export type PayloadChanges = Readonly<Record<string, Json | undefined>>;

/** A fresh copy of a documented payload: changing it changes no other test's copy. */
export function documentedPayload(name: DocumentedPayload): JsonObject {
  return parseJsonObject(readFileSync(join(__dirname, '../../payloads', fileOfPayload[name]), 'utf8'));
}

/** A copy of the payload with the named changes made in order; throws when a path is not as it says. */
export function changed(payload: JsonObject, changes: PayloadChanges): JsonObject {
  const copy = cloneJson(payload);
  for (const [path, value] of Object.entries(changes)) changeOne(copy, path, value);
  return copy;
}

function changeOne(payload: JsonObject, path: string, value: Json | undefined): void {
  const isAddition = path.startsWith('+');
  const keys = (isAddition ? path.slice(1) : path).split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<Json | undefined>((at, key) => childOf(at, key), payload);

  if (typeof parent !== 'object' || parent === null) throw new Error(`The payload has nothing at ${keys.join('.')}`);
  if (isAddition && Object.hasOwn(parent, last)) throw new Error(`The payload has ${path.slice(1)} already`);
  if (!isAddition && !Object.hasOwn(parent, last))
    throw new Error(`The payload has no ${path}; to add it write +${path}`);

  if (Array.isArray(parent)) parent.splice(Number(last), 1, ...(value === undefined ? [] : [value]));
  else if (value === undefined) delete parent[last];
  else Object.defineProperty(parent, last, { value, enumerable: true, writable: true, configurable: true });
}

function childOf(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Array.isArray(value) ? value[Number(key)] : value[key];
}
