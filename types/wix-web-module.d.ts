/** Backend functions that the frontend may call: https://dev.wix.com/docs/velo/apis/wix-web-module/introduction */
declare module 'wix-web-module' {
  /** Who may call a web method; the values are opaque, so never compare them. */
  export interface WebMethodPermission {
    readonly allowedRoles: readonly unknown[];
  }

  export const Permissions: {
    readonly Admin: WebMethodPermission;
    readonly SiteMember: WebMethodPermission;
    readonly Anyone: WebMethodPermission;
  };

  /** Tags the function and returns it; Wix checks the tag only on calls from the frontend: https://dev.wix.com/docs/velo/apis/wix-web-module/web-method */
  export function webMethod<F extends (...args: never[]) => unknown>(
    permission: WebMethodPermission,
    method: F,
    options?: { cache?: { tags: string[]; ttl?: number } },
  ): F;
}
