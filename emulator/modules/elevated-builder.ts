import type { Realm, SiteFunction } from '../container/realm.ts';
import { isMissingMember } from '../not-emulated.ts';

/** Functions that return a builder instead of a promise, such as `query('Books').eq('title', 'A').find()`. */
const builderForm = /^(?:query|aggregate|filter|bulkPatch)/;
const originals = new WeakMap<object, object>();

/** Lets the functions of a module that return builders be elevated: the calls of an elevated builder are elevated. */
export function pairBuilders(realm: Realm, module: object): void {
  for (const value of Object.values(module)) {
    const members: Readonly<Record<string, unknown>> = typeof value === 'function' ? {} : Object(value);
    pairMembers(realm, members);
  }
  pairMembers(realm, module);
}

function pairMembers(realm: Realm, members: object): void {
  for (const [name, member] of Object.entries(members)) {
    if (typeof member !== 'function' || !builderForm.test(name) || realm.elevated(member) !== undefined) continue;
    const build = member as SiteFunction;
    realm.pairElevated(
      build,
      realm.syncFunction(name, (args) => elevate(realm, build(...args))),
    );
  }
}

function elevate(realm: Realm, result: unknown): unknown {
  if (result === null || typeof result !== 'object' || Reflect.get(result, 'then') !== undefined) return result;
  const builder = new Proxy(result, {
    get(target, key): unknown {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function' || isMissingMember(member)) return member;
      const elevated = realm.elevated(member);
      return realm.syncFunction(String(key), (args) => {
        const given = args.map((arg) => (Object(arg) === arg ? (originals.get(arg as object) ?? arg) : arg));
        if (elevated !== undefined) return elevated(...given);
        return elevate(realm, Reflect.apply(member, target, given));
      });
    },
  });
  originals.set(builder, result);
  return builder;
}
