import type { ModuleHost } from '../module-host.ts';

/** Group of users who may call a web method from the frontend. */
export type WebMethodPermission = 'Admin' | 'SiteMember' | 'Anyone';

const permissionNames: readonly WebMethodPermission[] = ['Admin', 'SiteMember', 'Anyone'];

/** The permission objects of a container, which are opaque because site code must not compare them by value. */
const permissionOf = new WeakMap<object, WebMethodPermission>();
const permissionOfMethod = new WeakMap<object, WebMethodPermission>();

/** Returns the permission of a web method; `undefined` if the function is not one. */
export function readWebMethodPermission(method: object): WebMethodPermission | undefined {
  return permissionOfMethod.get(method);
}

/**
 * Creates the module `wix-web-module`: https://dev.wix.com/docs/velo/apis/wix-web-module/web-method. `webMethod` tags a function and
 * returns the same function, so that calls from backend code are not checked.
 */
export function createWixWebModule(host: ModuleHost): Record<string, unknown> {
  const { realm } = host;
  const permissions: Record<string, unknown> = {};
  for (const name of permissionNames) {
    const permission = realm.object({ allowedRoles: realm.array([name]) });
    permissionOf.set(permission, name);
    permissions[name] = permission;
  }

  function webMethod(permission: unknown, method: unknown, options?: unknown): unknown {
    const name = permission !== null && typeof permission === 'object' ? permissionOf.get(permission) : undefined;
    if (name === undefined) throw realm.error('webMethod() takes one of Permissions first.');
    if (typeof method !== 'function') throw realm.error('webMethod() takes a function second.');
    permissionOfMethod.set(method, name);
    return Object.assign(method, { permission, options });
  }

  return { Permissions: host.strictObject(permissions, 'Permissions'), webMethod };
}
