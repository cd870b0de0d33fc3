import { notEmulatedError } from '../../not-emulated.ts';
import type { ModuleHost } from '../module-host.ts';

/** Creates the module `wix-auth`: https://dev.wix.com/docs/velo/apis/wix-auth/elevate */
export function createWixAuth(host: ModuleHost): Record<string, unknown> {
  const { realm } = host;

  /** "Creates a copy of a method that includes the elevated permissions required by the original method." */
  function elevate(method: unknown): unknown {
    const elevated = realm.elevated(method);
    if (elevated === undefined) {
      host.noteNotEmulated('elevate');
      throw notEmulatedError(realm, 'wix-auth', 'elevate', 'its argument is not an emulated Wix function');
    }
    return elevated;
  }

  return { elevate };
}
