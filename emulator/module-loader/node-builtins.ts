import { createRequire } from 'node:module';

import type { SiteFunction } from '../container/realm.ts';

/**
 * Modules of Node.js for the site's own files. Wix documents `http`, `https` and `net`, deployed sites use `crypto`; the others only compute.
 * Those that reach files, processes or threads fail on call: whether Wix has them is not documented.
 */
const modulesForSites: ReadonlySet<string> = new Set([
  'assert',
  'async_hooks',
  'buffer',
  'crypto',
  'events',
  'http',
  'https',
  'net',
  'os',
  'path',
  'perf_hooks',
  'punycode',
  'querystring',
  'stream',
  'string_decoder',
  'timers',
  'tls',
  'url',
  'util',
  'zlib',
]);

/** Functions that reach the network, by module. */
const reachingOut: Readonly<Record<string, readonly string[]>> = {
  dgram: ['createSocket'],
  dns: ['lookup', 'resolve', 'resolve4', 'resolve6'],
  http: ['get', 'request'],
  http2: ['connect'],
  https: ['get', 'request'],
  net: ['connect', 'createConnection'],
  tls: ['connect'],
};

const loopbackHosts = /^(?:localhost|127\.0\.0\.1|\[?::1\]?)$/;

/** Decides whether a connection to a host of the network may be made; throws if not. */
export type RequireNetwork = (module: string, host: string) => void;

/** The modules of Node.js as code in a container gets them. */
export interface NodeBuiltins {
  isForSites(name: string): boolean;
  load(name: string): object;
}

/** Creates the modules; a function that would reach another computer calls `requireNetwork` first. */
export function createNodeBuiltins(siteDir: string, requireNetwork: RequireNetwork): NodeBuiltins {
  const requireBuiltin = createRequire(`${siteDir}/package.json`);

  function guard(name: string, builtin: object): object {
    const guarded = new Map(
      (reachingOut[name] ?? []).map((member) => {
        const original = Reflect.get(builtin, member) as SiteFunction;
        const replacement = (...args: unknown[]): unknown => {
          const host = hostOf(args);
          if (!loopbackHosts.test(host)) requireNetwork(name, host);
          return Reflect.apply(original, builtin, args);
        };
        return [member, replacement] as const;
      }),
    );
    if (guarded.size === 0) return builtin;
    return new Proxy(builtin, {
      get: (target, key, receiver): unknown =>
        typeof key === 'string' && guarded.has(key) ? guarded.get(key) : Reflect.get(target, key, receiver),
    });
  }

  return {
    isForSites: (name) => modulesForSites.has(plainNameOf(name).split('/')[0] ?? ''),
    load: (name) => guard(plainNameOf(name), requireBuiltin(name) as object),
  };
}

function plainNameOf(name: string): string {
  return name.replace(/^node:/, '');
}

/** Host among the arguments of a connecting function: a URL, options, or a port with a host. */
function hostOf([first, second]: unknown[]): string {
  if (typeof first === 'number') return typeof second === 'string' ? second : 'localhost';
  if (typeof first === 'string') return URL.canParse(first) ? new URL(first).hostname : first;
  if (first === null || typeof first !== 'object') return '';
  const { path, hostname, host } = first as Readonly<Record<string, unknown>>;
  // A socket of this computer has a path and no host.
  if (typeof path === 'string' && hostname === undefined && host === undefined && !path.startsWith('/'))
    return 'localhost';
  const name = typeof hostname === 'string' ? hostname : host;
  return typeof name === 'string' ? name.replace(/:\d+$/, '') : 'localhost';
}
