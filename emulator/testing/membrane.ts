import { types } from 'node:util';

import { toRealm, type ValueRealm } from '../modules/stand-in/to-realm.ts';

/** A function of either side. */
type AnyFunction = (...args: unknown[]) => unknown;

/** Carries values between a test and the site's realm, so that `instanceof`, `toEqual` and calls work on both sides. */
export interface Membrane {
  /** Data and errors are copied, functions and other objects wrapped; the same object is always wrapped by the same wrapper. */
  toTest(value: unknown): unknown;
  /** Creates a function for the test that finds the function of the site anew on each call. */
  lateFunction(name: string, example: AnyFunction, find: () => unknown): unknown;
}

const errorClasses = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

const testRealm: ValueRealm = {
  objectPrototype: Object.prototype,
  object: (members) => ({ ...members }),
  array: (values) => [...values],
  date: (ms) => new Date(ms),
  error(message, { name = 'Error', ...properties } = {}) {
    const ofName = errorClasses.find((one) => one.name === name);
    return Object.assign(
      ofName === undefined ? new Error(message) : new ofName(message),
      properties,
      ofName ? {} : { name },
    );
  },
};

/** Creates a membrane; `run` runs a function of the site as an invocation. */
export function createMembrane(deps: {
  readonly siteRealm: () => ValueRealm;
  readonly run: (name: string, work: () => unknown) => unknown;
}): Membrane {
  const wrappers = new WeakMap<object, object>();
  const originals = new WeakMap<object, object>();

  function toSite(value: unknown): unknown {
    return originals.get(Object(value) as object) ?? toRealm(deps.siteRealm(), value);
  }

  function toTest(value: unknown): unknown {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value;
    const known = wrappers.get(value);
    if (known !== undefined) return known;
    if (typeof value === 'function') {
      const wrapper = createFunction(value.name, value as AnyFunction, () => value);
      originals.set(wrapper, value);
      wrappers.set(value, wrapper);
      return wrapper;
    }
    if (types.isPromise(value)) return Promise.resolve(value).then(toTest, throwToTest);
    const copied = toRealm(testRealm, value);
    if (copied !== value || isBuiltIn(value) || types.isProxy(value)) return copied;
    const wrapper = wrapObject(value);
    originals.set(wrapper, value);
    wrappers.set(value, wrapper);
    return wrapper;
  }

  function throwToTest(error: unknown): never {
    throw toTest(error);
  }

  function createFunction(name: string, example: AnyFunction, find: () => unknown): AnyFunction {
    const call = (how: (found: AnyFunction) => unknown): unknown => {
      try {
        return toTest(deps.run(name, () => how(find() as AnyFunction)));
      } catch (error) {
        return throwToTest(error);
      }
    };
    return new Proxy(example, {
      apply: (_target, self, args: unknown[]) => call((found) => Reflect.apply(found, toSite(self), args.map(toSite))),
      construct: (_target, args: unknown[]) =>
        call((found) => Reflect.construct(found, args.map(toSite)) as unknown) as object,
    });
  }

  function wrapObject(object: object): object {
    // The target is not the object itself, whose frozen properties a proxy could not replace.
    return new Proxy(
      {},
      {
        get: (_target, key) => toTest(Reflect.get(object, key, object)),
        set: (_target, key, value) => Reflect.set(object, key, toSite(value), object),
        has: (_target, key) => key in object,
        ownKeys: () => Reflect.ownKeys(object),
        getPrototypeOf: () => Reflect.getPrototypeOf(object),
        getOwnPropertyDescriptor(_target, key) {
          const found = Reflect.getOwnPropertyDescriptor(object, key);
          if (found === undefined) return undefined;
          const { enumerable = false } = found;
          return { value: toTest(Reflect.get(object, key)), writable: true, enumerable, configurable: true };
        },
      },
    );
  }

  return { toTest, lateFunction: createFunction };
}

/** `true` for objects with internal slots, such as those of `Map`, on which a proxy does not work. */
function isBuiltIn(value: object): boolean {
  return Object.prototype.toString.call(value) !== '[object Object]';
}
