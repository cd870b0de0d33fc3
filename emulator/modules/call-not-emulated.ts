import type { Realm } from '../container/realm.ts';
import type { LogLine } from '../invocation.ts';
import { documentationOf, notEmulatedError, type OnNotEmulated } from '../not-emulated.ts';

/** Reacts to a call of something that is not modelled: throws, or returns what the emulator's user gives instead. */
export function callNotEmulated(
  realm: Realm,
  services: {
    readonly onNotEmulated: OnNotEmulated;
    readonly log: (level: LogLine['level'], message: string) => void;
  },
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
