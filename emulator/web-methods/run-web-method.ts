import type { Container } from '../container/container.ts';
import { EmulatorError } from '../emulator-error.ts';
import type { Identity } from '../invocation.ts';
import { readWebMethodPermission, type WebMethodPermission } from '../modules/wix-web-module/wix-web-module.ts';
import { wixLimits } from '../wix-limits.ts';

/** Identity of a caller from the frontend. */
export type FrontendIdentity = Exclude<Identity, 'none'>;

/** A function that the frontend can call, and who may. */
export interface WebMethod {
  readonly method: (...args: unknown[]) => unknown;
  readonly permission: WebMethodPermission;
}

/** Returns a web method among the exports of a module; throws an EmulatorError if there is none of that name. */
export function requireWebMethod(exports: object, module: string, name: string): WebMethod {
  const method: unknown = Object.hasOwn(exports, name) ? Reflect.get(exports, name) : undefined;
  const permission = typeof method === 'function' ? readWebMethodPermission(method) : undefined;
  if (permission === undefined) {
    const names = Object.keys(exports).filter((key) => {
      const value: unknown = Reflect.get(exports, key);
      return typeof value === 'function' && readWebMethodPermission(value) !== undefined;
    });
    throw new EmulatorError(
      'EXPORT_NOT_FOUND',
      `${module} has no web method ${name}. It has ${names.join(', ') || 'none'}.`,
    );
  }
  return { method: method as WebMethod['method'], permission };
}

/**
 * Calls a web method as the frontend does: "the arguments and return value are serialized using JSON"
 * (https://dev.wix.com/docs/develop-websites/articles/coding-with-velo/backend-code/web-modules/call-backend-code-from-the-frontend).
 */
export async function runWebMethod(
  container: Container,
  method: WebMethod['method'],
  permission: WebMethodPermission,
  args: readonly unknown[],
  identity: FrontendIdentity,
  now: () => number,
): Promise<unknown> {
  const { realm } = container;
  // The form in which the caller sees a refusal or a time-out is not documented; the codes are those of HTTP.
  if (!isAllowed(permission, identity)) {
    throw realm.error(`This web method is for ${permission} only.`, { code: 'FORBIDDEN' });
  }
  const startedAt = now();
  const copies = realm.parse(JSON.stringify(args)) as unknown[];
  const value = await method(...copies);
  if (now() - startedAt > wixLimits.webMethodMs) {
    throw realm.error('The web method took longer than 14 seconds.', { code: 'GATEWAY_TIMEOUT' });
  }
  const json = realm.stringify(value);
  return json === undefined ? undefined : JSON.parse(json);
}

function isAllowed(permission: WebMethodPermission, identity: FrontendIdentity): boolean {
  switch (permission) {
    case 'Anyone':
      return true;
    case 'SiteMember':
      return identity !== 'visitor';
    case 'Admin':
      return identity === 'admin';
  }
}
