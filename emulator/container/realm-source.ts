/**
 * Source text that runs inside a new context and returns functions that create values of that context. It is text because a function of
 * this file would belong to the emulator's own realm, whose `Error` and `Date` are other classes for `instanceof`.
 */
export const REALM_SOURCE = `(() => {
  'use strict';
  const dateMark = '\\uE000';
  const elevatedTwins = new WeakMap();
  const RealDate = Date;

  function revive(value) {
    if (typeof value === 'string') {
      if (value.charCodeAt(0) !== 0xe000) return value;
      return value[1] === 'D' ? new RealDate(value.slice(2)) : value.slice(1);
    }
    if (value !== null && typeof value === 'object') {
      for (const key of Object.keys(value)) {
        const revived = revive(value[key]);
        if (revived !== value[key]) value[key] = revived;
      }
    }
    return value;
  }

  function promising(name, run, isElevated) {
    const method = (...args) => new Promise((resolve, reject) => run(args, isElevated, resolve, reject));
    Object.defineProperty(method, 'name', { value: name });
    return method;
  }

  class WixRouterSitemapEntry {
    constructor(name) {
      this.name = name;
    }
  }

  return {
    sitemapEntryClass: WixRouterSitemapEntry,
    install({ now, random, formatStack }) {
      Error.prepareStackTrace = (error, frames) => formatStack(String(error), frames);
      const ClockDate = new Proxy(RealDate, {
        construct: (target, args, newTarget) =>
          Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget === ClockDate ? target : newTarget),
        apply: () => new RealDate(now()).toString(),
        get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
      });
      Object.defineProperty(RealDate.prototype, 'constructor', { value: ClockDate });
      Object.defineProperty(globalThis, 'Date', { value: ClockDate });
      Object.defineProperty(Math, 'random', { value: random });
    },
    parse: (json) => JSON.parse(json),
    stringify: (value) => JSON.stringify(value),
    decodeItem: (body) => revive(JSON.parse(body)),
    error: (message, properties) => Object.assign(new Error(message), properties),
    asyncFunction(name, run) {
      const method = promising(name, run, false);
      elevatedTwins.set(method, promising(name, run, true));
      return method;
    },
    elevated: (method) => elevatedTwins.get(method),
    pairElevated: (method, twin) => void elevatedTwins.set(method, twin),
    syncFunction(name, run) {
      const method = function (...args) { return run(args); };
      Object.defineProperty(method, 'name', { value: name });
      return method;
    },
    object: (members, prototype = Object.prototype) => Object.assign(Object.create(prototype), members),
    promisePrototype: Promise.prototype,
    date: (ms) => new RealDate(ms),
    array: (values) => Array.from(values),
    objectPrototype: Object.prototype,
    globalObject: globalThis,
    setGlobal: (name, value) =>
      void Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false }),
    lazyGlobal: (name, make) =>
      void Object.defineProperty(globalThis, name, {
        get() {
          const value = make();
          Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
          return value;
        },
        set(value) {
          Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
        },
        configurable: true,
      }),
  };
})()`;
