import type { Realm } from './container/realm.ts';

/** The code of all errors about Wix features that are not modelled. */
export const NOT_EMULATED_CODE = 'NOT_EMULATED';

/** Creates an error about a feature that the emulator does not model, so that nothing silently succeeds. */
export function notEmulatedError(realm: Realm, module: string, member: string, because?: string): Error {
  const reason = because === undefined ? '' : `: ${because}`;
  return realm.error(`The emulator does not model ${member} of ${module}${reason}.`, {
    name: 'NotEmulatedError',
    code: NOT_EMULATED_CODE,
    module,
    member,
  });
}

/** Keys that the language itself reads on any object, which must not count as uses of a member. */
const languageKeys: ReadonlySet<PropertyKey> = new Set(['then', 'toJSON', '__esModule', 'constructor', 'prototype']);

/** Creates a prototype that throws when an unknown member is read. */
export function createStrictPrototype(realm: Realm, module: string, onUse: (member: string) => void): object {
  return new Proxy(realm.objectPrototype, {
    get(target, key, receiver): unknown {
      if (typeof key === 'symbol' || key in target || languageKeys.has(key)) return Reflect.get(target, key, receiver);
      onUse(key);
      throw notEmulatedError(realm, module, key);
    },
  });
}
