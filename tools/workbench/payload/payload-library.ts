import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { handlerNames } from '../../../src/backend/order-events/handlers/handlers.ts';

/** Payload in the library. */
export interface LibraryPayload {
  readonly handler: string;
  /** Name, unique among the payloads of its handler. */
  readonly name: string;
  /** `true` if Wix documents the payload, or if this package shows in it what Wix documents. */
  readonly isDocumented: boolean;
  readonly file: string;
  /** Description of the payload and address of its documentation, both from `payloads/README.md`. */
  readonly about: string;
  readonly source: string;
}

/** Lists the payloads in the order of the handlers, each handler's main one first. A handler without a folder has none. */
export function listPayloads(root: string, handlers: readonly string[] = handlerNames): LibraryPayload[] {
  const folder = join(root, 'payloads');
  const table = readTable(readFileSync(join(folder, 'README.md'), 'utf8'));
  return handlers.flatMap((handler) =>
    listFolder(join(folder, handler))
      .filter((file) => file.endsWith('.json'))
      .sort(
        (left, right) =>
          Number(isDocumented(right)) - Number(isDocumented(left)) ||
          left.length - right.length ||
          left.localeCompare(right),
      )
      .map((file) => {
        const row = table.get(`${handler}/${file}`);
        const { about, source } = row ?? { about: '', source: '' };
        return {
          handler,
          name: file.slice(0, -'.json'.length),
          isDocumented: isDocumented(file),
          file: join(folder, handler, file),
          about,
          source,
        };
      }),
  );
}

function isDocumented(file: string): boolean {
  return file.startsWith('documented');
}

/** Lists at least one payload of each handler: those that Wix documents, or examples if it documents none. */
export function listMainPayloads(root: string): LibraryPayload[] {
  const payloads = listPayloads(root);
  const documented = new Set(payloads.flatMap(({ handler, isDocumented: isOne }) => (isOne ? [handler] : [])));
  return payloads.filter((payload) => payload.isDocumented || !documented.has(payload.handler));
}

function listFolder(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Table rows such as: | `folder/file.json` | description | <https://…> | */
const tableRow = /^\| `([^`]+)` \| ([^|]+) \| <([^>|]+)> \|$/gm;

function readTable(text: string): Map<string, { readonly about: string; readonly source: string }> {
  const rows = new Map<string, { readonly about: string; readonly source: string }>();
  for (const [, path = '', about = '', source = ''] of text.matchAll(tableRow)) {
    rows.set(path, { about: about.trim(), source });
  }
  return rows;
}
