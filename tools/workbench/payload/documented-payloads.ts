import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { parseJsonObject, type JsonObject } from './json.ts';

/** A documented payload: a handler's name for its Velo event, with `.rest` for a REST webhook body. */
export type DocumentedPayload = HandlerName | `${HandlerName}.rest`;

/** Gives a fresh copy of a documented payload. */
export type PayloadOf = (name: DocumentedPayload) => JsonObject;

/** Reads a documented payload of the repository with this root; throws when there is none. */
export function readDocumentedPayload(root: string, name: DocumentedPayload): JsonObject {
  const handler = name.replace(/\.rest$/, '');
  const file = handler === name ? 'documented.json' : 'documented.rest.json';
  return parseJsonObject(readFileSync(join(root, 'payloads', handler, file), 'utf8'));
}
