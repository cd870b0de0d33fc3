import type { SiteFunction } from '../../container/realm.ts';
import { createMissingPrototype } from '../../not-emulated.ts';
import type { ModuleHost } from '../module-host.ts';
import { nameOfClass, toRealm } from './to-realm.ts';
import { isPromise } from '../../calls/is-promise.ts';

/**
 * Creates a module from members that the emulator's user gives. Its functions are Wix functions to all intents: their calls are recorded, wait
 * at the gate, can be made to fail and can be elevated. Members that it lacks fail on call.
 */
export function createStandIn(host: ModuleHost, given: object): object {
  const members = wrapObject(host, given, '');
  const hasDefault = 'default' in given;
  const names = Object.keys(given).filter((name) => name !== 'default' && name !== '__esModule');
  const exports = host.strictObject({
    __esModule: true,
    default: hasDefault ? Reflect.get(members, 'default') : members,
  });
  for (const name of names) {
    Object.defineProperty(exports, name, { get: () => Reflect.get(members, name) as unknown, enumerable: true });
  }
  return exports;
}

/** Wraps an object so that its functions, read when they are used, go through the call pipeline. */
function wrapObject(host: ModuleHost, given: object, path: string): object {
  const wrapped = new WeakMap<object, unknown>();
  const missing = createMissingPrototype(host.realm, path === '' ? undefined : path, host.callMissing);
  const member = (key: string): string => (path === '' ? key : `${path}.${key}`);

  function read(key: string | symbol): unknown {
    const value: unknown = Reflect.get(given, key);
    if (typeof key === 'symbol' || value === null || (typeof value !== 'object' && typeof value !== 'function')) {
      return value;
    }
    const known = wrapped.get(value);
    if (known !== undefined) return known;
    const made = wrapValue(host, value, member(key));
    wrapped.set(value, made);
    return made;
  }

  // The target is not `given`, whose properties may be frozen, as those of a module namespace are.
  return new Proxy(host.realm.object({}), {
    get: (_target, key) =>
      key in given || typeof key === 'symbol' ? read(key) : (Reflect.get(missing, key) as unknown),
    set: (_target, key, value) => Reflect.set(given, key, value),
    has: (_target, key) => key in given,
    ownKeys: () => Reflect.ownKeys(given),
    getOwnPropertyDescriptor: (_target, key) =>
      key in given ? { value: read(key), writable: true, enumerable: true, configurable: true } : undefined,
  });
}

function wrapValue(host: ModuleHost, value: object, member: string): unknown {
  if (typeof value === 'function') return wrapFunction(host, value as SiteFunction, member);
  return isNamespace(value) ? wrapObject(host, value, member) : toRealm(host.realm, value);
}

/** `true` for an object that holds members, and is not a value of a class or a list. */
function isNamespace(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || nameOfClass(prototype) === 'Object';
}

function wrapFunction(host: ModuleHost, given: SiteFunction, member: string): SiteFunction {
  const { realm } = host;
  const recorded = new Proxy(given, {
    apply(_target, self: unknown, args: unknown[]) {
      let outcome: { readonly value: unknown } | { readonly error: unknown } | undefined;
      let settle = (settled: NonNullable<typeof outcome>): void => void (outcome = settled);
      const definition = { kind: 'other' as const, execute: () => execute(self, args) };
      host.runCall(
        member,
        definition,
        args,
        false,
        (value) => settle({ value }),
        (error) => settle({ error }),
      );
      if (outcome === undefined) {
        return realm.asyncFunction(member, (_args, _isElevated, resolve, reject) => {
          settle = (settled) => ('error' in settled ? reject(settled.error) : resolve(settled.value));
        })();
      }
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    },
  });

  function execute(self: unknown, args: unknown[]): unknown {
    try {
      const value: unknown = Reflect.apply(given, self, args);
      if (!isPromise(value)) return toRealm(realm, value);
      return value.then(
        (settled) => toRealm(realm, settled),
        (error: unknown) => {
          throw toRealm(realm, error);
        },
      );
    } catch (error) {
      throw toRealm(realm, error);
    }
  }

  realm.pairElevated(recorded, recorded);
  return recorded;
}
