import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CommonJs } from '../../../emulator/module-loader/keep-on-disk.ts';
import { copySources, installedWith } from '../copy-sources.ts';
import { runGuarded } from '../guarded-process.ts';
import { readSite } from '../check/read-site.ts';
import { provideProcess } from '../../build/rehearsal-process.ts';
import type { FireInput } from './fire-in-process.ts';
import type { FiredPayload } from './fire-payloads.ts';

/** Handled payloads of each site, or the reason why there are none. */
export type GuardedPayloads =
  | { readonly kind: 'fired'; readonly sites: readonly (readonly FiredPayload[])[] }
  | { readonly kind: 'failed'; readonly problem: string };

/** Two sites handle some fifty payloads in a few seconds. */
const TIMEOUT_MS = 120_000;

/**
 * Fires the main payloads at copies of sites, in a process with permissions. It reads the copies, the packages of the sites and of this
 * package, and the payloads; it writes nothing. `workDir` takes the copies, and `root` is the folder of this package.
 */
export async function fireGuarded(dirs: readonly string[], root: string, workDir: string): Promise<GuardedPayloads> {
  const folder = join(workDir, 'process');
  mkdirSync(folder);
  const transformed = new Map<string, CommonJs>();
  const siteDirs = dirs.map((dir, index) => copySite(dir, join(folder, `site-${index}`), transformed));
  const input: FireInput = { siteDirs, root, transformed: [...transformed] };
  writeFileSync(join(folder, 'input.json'), JSON.stringify(input));
  await provideProcess(root, join(folder, 'fire.mjs'));
  const packages = installedWith(root);
  symlinkSync(packages, join(folder, 'node_modules'), 'junction');
  const readable = [packages, join(root, 'payloads'), ...dirs.map((dir) => join(dir, 'node_modules'))];
  const ended = await runGuarded({
    root,
    folder,
    file: 'fire.mjs',
    readable: readable.filter((one) => existsSync(one)),
    // The emulated database is native code.
    hasAddons: true,
    timeoutMs: TIMEOUT_MS,
  });
  if (ended.kind === 'failed') return ended;
  return { kind: 'fired', sites: ended.value as readonly (readonly FiredPayload[])[] };
}

/** Copies a site, with its packages. */
function copySite(dir: string, copy: string, transformed: Map<string, CommonJs>): string {
  copySources(readSite(dir), copy, transformed);
  if (existsSync(join(dir, 'node_modules')))
    symlinkSync(join(dir, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}
