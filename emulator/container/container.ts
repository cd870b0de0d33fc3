import type { LogLine } from '../invocation.ts';
import { notEmulatedError } from '../not-emulated.ts';
import { createConsoleMembers } from './console.ts';
import { createRealm, type Realm } from './realm.ts';
import { createTimers } from './timers.ts';

/** A running copy of the site's backend, with its own module state. */
export interface Container {
  readonly id: number;
  readonly realm: Realm;
  /** Loaded modules by resolved name; filled by the module loader. */
  readonly modules: Map<string, LoadedModule>;
  isAlive(): boolean;
  /** Registers a callback for the container's death; returns a function that removes it. */
  onDeath(run: () => void): () => void;
  /** Ends the container: its timers stop, and its pending promises never settle. */
  kill(): void;
}

/** A module instance; during the loading of an import cycle, `exports` may be incomplete. */
export interface LoadedModule {
  readonly exports: object;
}

/** Starts a container with only those globals that a Wix backend is known to have. */
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
    // Buffer and TextEncoder create arrays of the emulator's realm; sharing that realm's class makes `instanceof` work on them.
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
