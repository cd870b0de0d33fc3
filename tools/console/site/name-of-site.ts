import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { valueAt } from '../../../src/backend/order-events/values/json-object.ts';
import { parseJson } from '../../../src/backend/order-events/values/parse-json.ts';

/** Returns the name of a site: the one in its package.json, or otherwise its folder name. */
export function nameOfSite(folder: string): string {
  const name = valueAt(parseJson(readPackage(folder)), 'name');
  return typeof name === 'string' && name !== '' ? name : basename(folder);
}

function readPackage(folder: string): string {
  try {
    return readFileSync(join(folder, 'package.json'), 'utf8');
  } catch {
    return '';
  }
}
