import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';

import { requireFunction } from '../module-loader/site-exports.ts';
import type { WebMethod } from './run-web-method.ts';

/**
 * Returns an exported function of a `.jsw` file, all of which the frontend can call. `src/backend/permissions.json` says who may: entries for the
 * function, for its file and for `*` hold `invoke` for `siteOwner`, `siteMember` and `anonymous`; without an entry, anyone may.
 */
export function requireOldWebMethod(siteDir: string, exports: object, file: string, name: string): WebMethod {
  const method = requireFunction(exports, file, name);
  const permissions = readPermissions(siteDir);
  const places = [`${file}.${name}`, `${file}.*`, `*.*`].map((place) => place.split(/\.(?=[^.]+$)/));
  for (const [module = '', member = ''] of places) {
    const entry = permissions[module]?.[member];
    if (entry === undefined) continue;
    if (entry.anonymous?.invoke === true) return { method, permission: 'Anyone' };
    return { method, permission: entry.siteMember?.invoke === true ? 'SiteMember' : 'Admin' };
  }
  return { method, permission: 'Anyone' };
}

type Invoke = { readonly invoke?: boolean } | undefined;
type Permissions = Readonly<
  Record<
    string,
    Readonly<Record<string, { readonly anonymous?: Invoke; readonly siteMember?: Invoke } | undefined>> | undefined
  >
>;

function readPermissions(siteDir: string): Permissions {
  const file = join(siteDir, 'src', 'backend', 'permissions.json');
  if (!existsSync(file)) return {};
  const content = parse(readFileSync(file, 'utf8')) as { readonly 'web-methods'?: Permissions } | undefined;
  return content?.['web-methods'] ?? {};
}
