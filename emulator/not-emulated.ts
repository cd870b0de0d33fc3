import type { Realm, SiteFunction } from './container/realm.ts';

/** The code of all errors about Wix features that are not modelled. */
export const NOT_EMULATED_CODE = 'NOT_EMULATED';

/** A call of something that the emulator does not model. */
export interface NotEmulatedCall {
  readonly module: string;
  readonly member: string;
  /** Address of the documentation of the member, or of its module if the member has none of its own. */
  readonly documentation: string;
  readonly args: readonly unknown[];
}

/**
 * Reaction to a call of something that the emulator does not model: `error` throws a NotEmulatedError, `warn` writes a line to the log and
 * returns undefined, a function returns the result of the call.
 */
export type OnNotEmulated = 'error' | 'warn' | ((call: NotEmulatedCall) => unknown);

/** Creates an error about a feature that the emulator does not model, so that nothing silently succeeds. */
export function notEmulatedError(realm: Realm, module: string, member: string, because?: string): Error {
  const reason = because === undefined ? '' : `: ${because}`;
  const documentation = documentationOf(module, member);
  return realm.error(`The emulator does not model ${member} of ${module}${reason}. Documentation: ${documentation}`, {
    name: 'NotEmulatedError',
    code: NOT_EMULATED_CODE,
    module,
    member,
    documentation,
  });
}

/** Returns the address of the documentation of a module's member. */
export function documentationOf(module: string, member: string): string {
  const sdkName = /^@wix\/(.+)$/.exec(module)?.[1];
  const [name, root] = sdkName === undefined ? [module, 'velo/apis'] : [sdkName, 'sdk/backend-modules'];
  if (sdkName === undefined && !module.startsWith('wix-')) return 'https://dev.wix.com/docs/velo';
  const path = /^[\w$.]+$/.test(member) ? member.split('.').map(kebabOf).join('/') : 'introduction';
  return `https://dev.wix.com/docs/${root}/${name.replaceAll('.', '-')}/${path}`;
}

function kebabOf(name: string): string {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
}

/** Keys that the language and its tools read on any object, which must not count as uses of a member. */
const languageKeys: ReadonlySet<PropertyKey> = new Set([
  'then',
  'toJSON',
  '__esModule',
  '$$typeof',
  'asymmetricMatch',
  'nodeType',
  'constructor',
  'prototype',
]);
const functionKeys: ReadonlySet<PropertyKey> = new Set(['apply', 'bind', 'call', 'length', 'name', 'toString']);
const missingMembers = new WeakSet();

/** Calls a member that is not modelled; throws, or returns what the call gives instead. */
export type CallMissing = (member: string, args: readonly unknown[]) => unknown;

/** `true` if a value stands for a member that is not modelled. */
export function isMissingMember(value: unknown): value is SiteFunction {
  return typeof value === 'function' && missingMembers.has(value);
}

/**
 * Creates the value of a member that is not modelled: it can be imported, read, destructured and elevated, and so can its own members;
 * calling it, constructing it or turning it into text counts as a call.
 */
export function createMissingMember(realm: Realm, member: string, call: CallMissing): SiteFunction {
  const members = new Map<string, SiteFunction>();
  const target = realm.syncFunction(member.split('.').at(-1) ?? member, (args) => call(member, args));
  const missing = new Proxy(target, {
    construct: (_target, args) => Object(call(member, args)) as object,
    get(_target, key, receiver): unknown {
      if (key === Symbol.toPrimitive) return () => call(member, []);
      if (typeof key === 'symbol' || functionKeys.has(key)) return Reflect.get(target, key, receiver);
      if (languageKeys.has(key)) return undefined;
      return memberOf(members, key, () => createMissingMember(realm, `${member}.${key}`, call));
    },
  });
  missingMembers.add(missing);
  return missing;
}

/** Creates a prototype on which every unknown member is one that is not modelled; `name` names the object within its module. */
export function createMissingPrototype(realm: Realm, name: string | undefined, call: CallMissing): object {
  const members = new Map<string, SiteFunction>();
  return new Proxy(realm.objectPrototype, {
    get(target, key, receiver): unknown {
      if (typeof key === 'symbol' || key in target || languageKeys.has(key)) return Reflect.get(target, key, receiver);
      const member = name === undefined ? key : `${name}.${key}`;
      return memberOf(members, key, () => createMissingMember(realm, member, call));
    },
  });
}

function memberOf(members: Map<string, SiteFunction>, key: string, create: () => SiteFunction): SiteFunction {
  const known = members.get(key) ?? create();
  members.set(key, known);
  return known;
}
