import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { parseJsonObject, type JsonObject } from './json.ts';

/** Name of a payload: the handler for its documented Velo event, with a suffix for another file of the handler. */
export type DocumentedPayload = HandlerName | `${HandlerName}.${'rest' | 'example' | 'example.v2'}`;

/** Returns a fresh copy of a payload. */
export type PayloadOf = (name: DocumentedPayload) => JsonObject;

/** Reads a payload of the repository with this root; throws if there is none. */
export function readDocumentedPayload(root: string, name: DocumentedPayload): JsonObject {
  const [handler = name, ...suffix] = name.split('.');
  const file = suffix[0] === 'example' ? suffix : ['documented', ...suffix];
  return parseJsonObject(readFileSync(join(root, 'payloads', handler, `${file.join('.')}.json`), 'utf8'));
}
