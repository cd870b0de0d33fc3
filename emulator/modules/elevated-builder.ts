import type { Realm, SiteFunction } from '../container/realm.ts';
import { isMissingMember } from '../not-emulated.ts';

/** Functions that return a builder instead of a promise, such as `query('Books').eq('title', 'A').find()`. */
const builderForm = /^(?:query|aggregate|filter|bulkPatch)/;
/** Builders of which elevated ones were made, by these. */
const originals = new WeakMap<object, object>();

let depth = 0;

/** `true` while a function of an elevated builder runs: the calls that it makes are elevated. */
export function isWithinElevation(): boolean {
  return depth > 0;
}

function withElevation(run: () => unknown): unknown {
  depth += 1;
  try {
    return run();
  } finally {
    depth -= 1;
  }
}

/** Lets the functions of a module that return builders be elevated: the calls of an elevated builder are elevated. */
export function pairBuilders(realm: Realm, module: object): void {
  for (const value of Object.values(module)) {
    if (typeof value !== 'function') pairMembers(realm, Object(value) as object);
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
      return realm.syncFunction(String(key), (args) => {
        const given = args.map((arg) => (Object(arg) === arg ? (originals.get(arg as object) ?? arg) : arg));
        return elevate(
          realm,
          withElevation(() => Reflect.apply(member, target, given) as unknown),
        );
      });
    },
  });
  originals.set(builder, result);
  return builder;
}
