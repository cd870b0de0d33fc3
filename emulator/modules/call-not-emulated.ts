import type { Realm } from '../container/realm.ts';
import { documentationOf, notEmulatedError } from '../not-emulated.ts';
import type { WixServices } from './module-host.ts';

/** Reacts to a call of something that is not modelled: throws, or returns what the emulator's user gives instead. */
export function callNotEmulated(
  realm: Realm,
  services: Pick<WixServices, 'onNotEmulated' | 'log'>,
  module: string,
  member: string,
  args: readonly unknown[],
): unknown {
  const { onNotEmulated } = services;
  if (onNotEmulated === 'error') throw notEmulatedError(realm, module, member);
  if (onNotEmulated === 'warn') {
    services.log('warn', notEmulatedError(realm, module, member).message);
    return undefined;
  }
  return onNotEmulated({ module, member, documentation: documentationOf(module, member), args });
}
