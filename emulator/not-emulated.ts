import type { Realm } from './container/realm.ts';

/** The code of every error that says that something of Wix is not modelled. */
export const NOT_EMULATED_CODE = 'NOT_EMULATED';

/** Makes the error that names what the emulator does not model, so that nothing quietly succeeds. */
export function notEmulatedError(realm: Realm, module: string, member: string, because?: string): Error {
  const reason = because === undefined ? '' : `: ${because}`;
  return realm.error(`The emulator does not model ${member} of ${module}${reason}.`, {
    name: 'NotEmulatedError',
    code: NOT_EMULATED_CODE,
    module,
    member,
  });
}

/** Keys that the language itself asks of any object, which must not count as a use of a member. */
const languageKeys: ReadonlySet<PropertyKey> = new Set(['then', 'toJSON', '__esModule', 'constructor', 'prototype']);

/** Makes a prototype that throws when a member is read that no object below it has. */
export function createStrictPrototype(realm: Realm, module: string, onUse: (member: string) => void): object {
  return new Proxy(realm.objectPrototype, {
    get(target, key, receiver): unknown {
      if (typeof key === 'symbol' || key in target || languageKeys.has(key)) return Reflect.get(target, key, receiver);
      onUse(key);
      throw notEmulatedError(realm, module, key);
    },
  });
}
