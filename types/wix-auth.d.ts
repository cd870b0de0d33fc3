/** Calls with the site owner's rights: https://dev.wix.com/docs/velo/apis/wix-auth/introduction */
declare module 'wix-auth' {
  /** Gives a function that runs one Velo API function with elevated permissions: https://dev.wix.com/docs/velo/apis/wix-auth/elevate */
  export function elevate<F extends (...args: never[]) => unknown>(method: F): F;
}
