import { join } from 'node:path';
import { readDocumentedPayload, type PayloadOf } from '../../tools/workbench/payload/documented-payloads.ts';

const root = join(__dirname, '../..');

/** A fresh copy of a documented payload: changing it changes no other test's copy. */
export const documentedPayload: PayloadOf = (name) => readDocumentedPayload(root, name);
