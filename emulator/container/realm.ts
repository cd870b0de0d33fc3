import vm from 'node:vm';

import { REALM_SOURCE } from './realm-source.ts';

/** Implementation of an asynchronous site function: it settles the site's promise, or leaves it pending. */
export type HostFunction = (
  args: unknown[],
  isElevated: boolean,
  resolve: (value: unknown) => void,
  reject: (error: unknown) => void,
) => void;

/** A function as seen by site code. */
export type SiteFunction = (...args: unknown[]) => unknown;

/** The JavaScript realm of one container: its globals, and functions that create values of the realm. */
export interface Realm {
  readonly context: vm.Context;
  /** Parses JSON into objects of this realm. */
  parse(json: string): unknown;
  /** Serializes a value of this realm as JSON; `undefined` if JSON cannot represent it. */
  stringify(value: unknown): string | undefined;
  /** Decodes a stored item into objects and Dates of this realm. */
  decodeItem(body: string): Record<string, unknown>;
  /** Creates an Error of this realm with additional properties. */
  error(message: string, properties?: Record<string, unknown>): Error;
  /** Creates a function that returns a promise of this realm. */
  asyncFunction(name: string, run: HostFunction): SiteFunction;
  /** Returns the function with the site owner's permissions; `undefined` if it is not a Wix function. */
  elevated(method: unknown): SiteFunction | undefined;
  /** Makes a function the elevated form of another. */
  pairElevated(method: object, twin: SiteFunction): void;
  /** Creates a function of this realm that returns what `run` returns. */
  syncFunction(name: string, run: (args: unknown[]) => unknown): SiteFunction;
  /** Creates an object of this realm from members, with a prototype. */
  object(members: Record<string, unknown>, prototype?: object): Record<string, unknown>;
  /** The prototype of promises created by this realm's code. */
  readonly promisePrototype: object;
  /** Creates a Date of this realm. */
  date(ms: number): Date;
  /** Creates an array of this realm. */
  array(values: readonly unknown[]): unknown[];
  /** The class of the entries of a router's sitemap, which site code creates with `new`. */
  readonly sitemapEntryClass: SiteFunction;
  /** The global object of this realm. */
  readonly globalObject: object;
  /** The prototype of objects created by this realm's code. */
  readonly objectPrototype: object;
  /** Sets a global that is not enumerable, like the built-in ones. */
  setGlobal(name: string, value: unknown): void;
  /** Sets a global that is made when it is first read. */
  lazyGlobal(name: string, make: () => unknown): void;
}

/** What a realm takes from the emulator: time, randomness and the text of error stacks. */
interface RealmHost {
  readonly now: () => number;
  readonly random: () => number;
  readonly formatStack: (error: string, frames: readonly NodeJS.CallSite[]) => string;
}

interface RealmFunctions extends Omit<Realm, 'context'> {
  install(host: RealmHost): void;
}

const realmScript = new vm.Script(REALM_SOURCE, { filename: 'wix-emulator-realm.js' });

/** Creates a realm whose time and randomness come from the emulator. */
export function createRealm(host: RealmHost): Realm {
  const context = vm.createContext({}, { name: 'wix-backend' });
  const realm = realmScript.runInContext(context) as RealmFunctions;
  realm.install(host);
  return { ...realm, context };
}
