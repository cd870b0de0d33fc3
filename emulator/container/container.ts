import type { LogLine } from '../invocation.ts';
import { notEmulatedError } from '../not-emulated.ts';
import { createConsoleMembers } from './console.ts';
import { createRealm, type Realm } from './realm.ts';
import { createTimers } from './timers.ts';

/** One running copy of the site's backend: module state lives as long as it does. */
export interface Container {
  readonly id: number;
  readonly realm: Realm;
  /** Modules by resolved name, as loaded; filled by the module loader. */
  readonly modules: Map<string, LoadedModule>;
  isAlive(): boolean;
  /** Registers what must happen to whoever is running when the container dies; gives the way to take it back. */
  onDeath(run: () => void): () => void;
  /** Ends the container: its timers stop, and no promise that it waits for ever settles. */
  kill(): void;
}

/** A module instance; `exports` may still be filling while a cycle is being loaded. */
export interface LoadedModule {
  readonly exports: object;
}

/** Starts a container with the globals that a Wix backend has for sure, and no others. */
export function startContainer(deps: {
  readonly id: number;
  readonly now: () => number;
  readonly random: () => number;
  readonly write: (level: LogLine['level'], message: string) => void;
}): Container {
  const realm = createRealm({ now: deps.now, random: deps.random });
  const timers = createTimers();
  const dying = new Set<() => void>();
  let alive = true;

  const globals: Record<string, unknown> = {
    ...timers.globals,
    console: realm.object(createConsoleMembers((level, message) => alive && deps.write(level, message))),
    Buffer,
    URL,
    URLSearchParams,
    TextEncoder,
    TextDecoder,
    AbortController,
    AbortSignal,
    structuredClone,
    queueMicrotask,
    atob,
    btoa,
    // Buffer and TextEncoder make arrays of the emulator's realm; with its classes `instanceof` holds for them.
    Uint8Array,
    ArrayBuffer,
  };
  for (const [name, value] of Object.entries(globals)) realm.setGlobal(name, value);
  realm.forbidGlobal('fetch', () => notEmulatedError(realm, 'the global scope', 'fetch'));

  return {
    id: deps.id,
    realm,
    modules: new Map(),
    isAlive: () => alive,
    onDeath(run) {
      dying.add(run);
      return () => void dying.delete(run);
    },
    kill() {
      if (!alive) return;
      alive = false;
      timers.clearAll();
      for (const run of dying) run();
      dying.clear();
    },
  };
}
