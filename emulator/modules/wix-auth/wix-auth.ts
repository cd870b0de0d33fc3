import { isMissingMember, notEmulatedError } from '../../not-emulated.ts';
import type { ModuleHost } from '../module-host.ts';

/** Creates the module `wix-auth`: https://dev.wix.com/docs/velo/apis/wix-auth/elevate */
export function createWixAuth(host: ModuleHost): Record<string, unknown> {
  const { realm } = host;

  /** "Creates a copy of a method that includes the elevated permissions required by the original method." */
  function elevate(method: unknown): unknown {
    if (isMissingMember(method)) return method;
    return realm.elevated(method) ?? realm.syncFunction('elevated', refuse);
  }

  function refuse(): never {
    host.noteNotEmulated('elevate');
    throw notEmulatedError(realm, 'wix-auth', 'elevate', 'its argument is not a function of Wix');
  }

  return { elevate };
}
