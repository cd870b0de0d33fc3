import vm from 'node:vm';

import { REALM_SOURCE } from './realm-source.ts';

/** What a host function gets for each call from site code: it settles the promise that the site holds, or never does. */
export type HostFunction = (
  args: unknown[],
  isElevated: boolean,
  resolve: (value: unknown) => void,
  reject: (error: unknown) => void,
) => void;

/** A function as site code sees it. */
export type SiteFunction = (...args: unknown[]) => unknown;

/** The JavaScript world of one container: its own globals, and the means to make values that belong to it. */
export interface Realm {
  readonly context: vm.Context;
  /** Reads JSON into objects of this realm. */
  parse(json: string): unknown;
  /** Writes a value of this realm as JSON; undefined when JSON has no word for it. */
  stringify(value: unknown): string | undefined;
  /** Reads a stored item into objects and Dates of this realm. */
  decodeItem(body: string): Record<string, unknown>;
  /** Makes an Error of this realm with further properties. */
  error(message: string, properties?: Record<string, unknown>): Error;
  /** Makes a function that gives a promise of this realm. */
  asyncFunction(name: string, run: HostFunction): SiteFunction;
  /** The same function with the rights of the site owner; undefined when it is not one of Wix's. */
  elevated(method: unknown): SiteFunction | undefined;
  /** Makes an object of this realm from members, on a prototype. */
  object(members: Record<string, unknown>, prototype?: object): Record<string, unknown>;
  /** The prototype of the promises that this realm's code makes. */
  readonly promisePrototype: object;
  /** Makes an array of this realm. */
  array(values: readonly unknown[]): unknown[];
  /** The prototype of the objects that this realm's code makes. */
  readonly objectPrototype: object;
  /** Sets a global, not enumerable as the built-in ones are not. */
  setGlobal(name: string, value: unknown): void;
  /** Sets a global that throws when it is read. */
  forbidGlobal(name: string, makeError: () => unknown): void;
}

interface RealmFunctions extends Omit<Realm, 'context'> {
  install(host: { readonly now: () => number; readonly random: () => number }): void;
}

const realmScript = new vm.Script(REALM_SOURCE, { filename: 'wix-emulator-realm.js' });

/** Makes a realm whose clock and randomness come from the emulator. */
export function createRealm(host: { readonly now: () => number; readonly random: () => number }): Realm {
  const context = vm.createContext({}, { name: 'wix-backend' });
  const realm = realmScript.runInContext(context) as RealmFunctions;
  realm.install(host);
  return { ...realm, context };
}
