import { inspect } from 'node:util';

import type { LogLine } from '../invocation.ts';
import { formatStack } from '../module-loader/format-stack.ts';
import type { Manifests } from '../module-loader/resolve-package-file.ts';
import { createConsoleMembers } from './console.ts';
import { createRealm, type Realm } from './realm.ts';
import { createSiteProcess } from './site-process.ts';
import { createTimers } from './timers.ts';

/** A running copy of the site's backend, with its own module state. */
export interface Container {
  readonly id: number;
  readonly realm: Realm;
  /** Loaded modules by resolved name; filled by the module loader. */
  readonly modules: Map<string, LoadedModule>;
  /** Loaded files of npm packages, by path. */
  readonly packageFiles: Map<string, LoadedModule>;
  readonly manifests: Manifests;
  isAlive(): boolean;
  /** Registers a callback for the container's death; returns a function that removes it. */
  onDeath(run: () => void): () => void;
  /** Ends the container: its timers stop, and its pending promises never settle. */
  kill(): void;
}

/** A module instance; during the loading of an import cycle, `exports` may be incomplete. */
export interface LoadedModule {
  readonly exports: unknown;
}

/** Globals of Node.js that cost time to make, and are made when site code first reads them. */
const lazyGlobals: Readonly<Record<string, () => unknown>> = {
  Headers: () => Headers,
  Request: () => Request,
  Response: () => Response,
  FormData: () => FormData,
  Blob: () => Blob,
  File: () => File,
  ReadableStream: () => ReadableStream,
  WritableStream: () => WritableStream,
  TransformStream: () => TransformStream,
  TextDecoderStream: () => TextDecoderStream,
  TextEncoderStream: () => TextEncoderStream,
  Event: () => Event,
  EventTarget: () => EventTarget,
  DOMException: () => DOMException,
  performance: () => performance,
  crypto: () => crypto,
};

/** Starts a container with only those globals that a Wix backend is known to have. */
export function startContainer(deps: {
  readonly id: number;
  readonly now: () => number;
  readonly random: () => number;
  readonly write: (level: LogLine['level'], message: string) => void;
}): Container {
  const realm = createRealm({ now: deps.now, random: deps.random, formatStack });
  const timers = createTimers((error) => deps.write('error', `Uncaught error: ${inspect(error)}`));
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
    process: createSiteProcess(),
    global: realm.globalObject,
    atob,
    btoa,
    // Buffer and TextEncoder create arrays of the emulator's realm; sharing that realm's class makes `instanceof` work on them.
    Uint8Array,
    ArrayBuffer,
  };
  for (const [name, value] of Object.entries(globals)) realm.setGlobal(name, value);
  for (const [name, make] of Object.entries(lazyGlobals)) realm.lazyGlobal(name, make);

  return {
    id: deps.id,
    realm,
    modules: new Map(),
    packageFiles: new Map(),
    manifests: new Map(),
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
