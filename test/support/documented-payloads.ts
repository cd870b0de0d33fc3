import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handlerNames, payloadFolderOf, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { cloneJson, parseJsonObject, type Json, type JsonObject } from './json.ts';

/** A documented payload: a handler's name for its Velo event, with `.rest` for a REST webhook body. */
export type DocumentedPayload = HandlerName | `${HandlerName}.rest`;

/** The handlers whose Velo event is documented by a payload. */
export function documentedHandlers(): readonly HandlerName[] {
  return handlerNames.filter((name) => existsSync(fileOf(name)));
}

/**
 * Changes by dotted path (`tickets.0.status`). `undefined` removes. A path must exist; one that starts with `+` must not
 * exist yet, and its parent must.
 */
export type PayloadChanges = Readonly<Record<string, Json | undefined>>;

/** A fresh copy of a documented payload: changing it changes no other test's copy. */
export function documentedPayload(name: DocumentedPayload): JsonObject {
  return parseJsonObject(readFileSync(fileOf(name), 'utf8'));
}

function fileOf(name: DocumentedPayload): string {
  const handler = name.replace(/\.rest$/, '') as HandlerName;
  return join(
    __dirname,
    '../..',
    payloadFolderOf(handler),
    handler === name ? 'documented.json' : 'documented.rest.json',
  );
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
