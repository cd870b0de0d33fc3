import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { handlerNames, payloadFolderOf, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { readDocumentedPayload, type PayloadOf } from '../../tools/workbench/payload/documented-payloads.ts';

const root = join(__dirname, '../..');

/** A fresh copy of a documented payload: changing it changes no other test's copy. */
export const documentedPayload: PayloadOf = (name) => readDocumentedPayload(root, name);

/** The handlers whose Velo event is documented by a payload. */
export function documentedHandlers(): readonly HandlerName[] {
  return handlerNames.filter((name) => existsSync(join(root, payloadFolderOf(name), 'documented.json')));
}
