import { AsyncLocalStorage } from 'node:async_hooks';
import { resolve } from 'node:path';

import { type Emulator, createEmulator } from '../emulator.ts';
import { EmulatorError } from '../emulator-error.ts';
import type { EmulatorOptions } from '../emulator-options.ts';
import type { Identity } from '../invocation.ts';
import { createMembrane, type Membrane } from './membrane.ts';
import { findSiteAbove, siteModuleOf } from './site-module.ts';

/** Options of the emulator of a test file. */
export type TestOptions = Partial<Omit<EmulatorOptions, 'siteDir' | 'stateFile' | 'lock'>>;

/** The emulator of a test file. Each test file has its own, which starts with no data. */
export interface TestEmulator extends Omit<Emulator, 'close' | 'direct'> {
  /**
   * Starts anew, as in a new test file: no data, emails, faults and calls, and site files that are loaded again. Given options replace those of
   * before, which otherwise remain.
   */
  reset(options?: TestOptions): void;
  /** Calls functions of the site as a visitor, a member or the owner: by themselves they run without an identity, as backend events do. */
  as<T>(identity: Identity, work: () => T): T;
}

interface OpenSite {
  readonly siteDir: string;
  emulator: Emulator;
  options: TestOptions;
}

/** Shared by all copies of this module in one realm: a test runner may load it more than once. */
interface Shared {
  site: OpenSite | undefined;
  readonly identities: AsyncLocalStorage<Identity>;
  /** Outlives the emulator: without isolation, vitest runs the next test file with the functions that this one imported. */
  readonly membrane: Membrane;
}

const shared = sharedInRealm();

/** The emulator of the running test file, opened when it is first used. */
export const emulator: TestEmulator = new Proxy({} as TestEmulator, {
  get(_target, key) {
    if (key === 'reset') return reset;
    if (key === 'as') return as;
    return Reflect.get(openSite().emulator, key) as unknown;
  },
});

/** Returns the exports of a file of the site for code of a test, which may call them as any backend file does. */
export function siteExports(file: string): object {
  const module = siteModuleOf(file);
  if (module === undefined) throw new EmulatorError('MODULE_NOT_FOUND', `${file} is not a file of a site.`);
  const { membrane } = shared;
  const load = (): object => openSite(module.siteDir).emulator.direct.exports(module.specifier);
  const loaded = load();
  const exports = Object.entries(loaded).map(([name, value]: [string, unknown]) => {
    const given =
      typeof value === 'function'
        ? membrane.lateFunction(name, value as () => unknown, () => Reflect.get(load(), name))
        : membrane.toTest(value);
    return [name, given] as const;
  });
  return Object.defineProperty(Object.fromEntries(exports), '__esModule', { value: true });
}

/** Closes the emulator at the end of a test file. */
export function closeTestEmulator(): void {
  shared.site?.emulator.close();
  shared.site = undefined;
}

function as<T>(identity: Identity, work: () => T): T {
  return shared.identities.run(identity, work);
}

function reset(options?: TestOptions): void {
  const site = openSite();
  site.emulator.close();
  site.options = options ?? site.options;
  site.emulator = open(site.siteDir, site.options);
}

function openSite(siteDir?: string): OpenSite {
  const known = shared.site;
  if (known !== undefined) {
    if (siteDir === undefined || siteDir === known.siteDir) return known;
    const message = `A test file imports files of one site: this one has those of ${known.siteDir} and ${siteDir}.`;
    throw new EmulatorError('SITE_NOT_FOUND', message);
  }
  const folder = siteDir ?? siteOfTest();
  const site: OpenSite = { siteDir: folder, emulator: open(folder, {}), options: {} };
  shared.site = site;
  return site;
}

function open(siteDir: string, options: TestOptions): Emulator {
  return createEmulator({ ...options, siteDir, stateFile: ':memory:' });
}

/** The site that the test file or, failing that, the current folder is in. */
function siteOfTest(): string {
  const { expect } = globalThis as { readonly expect?: { getState(): { readonly testPath?: string } } };
  const given = process.env['VELO_EMULATOR_SITE'];
  const start = given ?? expect?.getState().testPath ?? process.cwd();
  const found = findSiteAbove(resolve(start));
  if (found === undefined) {
    throw new EmulatorError('SITE_NOT_FOUND', `There is no folder src/backend in ${start} or above.`);
  }
  return found;
}

function sharedInRealm(): Shared {
  const key = Symbol.for('velo-emulator');
  const known = Reflect.get(globalThis, key) as Shared | undefined;
  const created = known ?? createShared();
  Reflect.set(globalThis, key, created);
  return created;
}

function createShared(): Shared {
  const identities = new AsyncLocalStorage<Identity>();
  const membrane = createMembrane({
    siteRealm: () => openSite().emulator.direct.realm(),
    run: (name, work) => openSite().emulator.direct.run(name, identities.getStore() ?? 'none', work),
  });
  return { site: undefined, identities, membrane };
}
