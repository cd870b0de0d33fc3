import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { folderNameOf, type CorpusSite } from './corpus-site.ts';
import { messageOf } from '../../workbench/message-of.ts';

const run = promisify(execFile);
/** Holds the commit of the folder; written last. */
const MARK = '.git/corpus-commit';
const GIT_TIMEOUT_MS = 120_000;
const ORIGIN = 'https://github.com';

/** Result of fetching one site. */
export type Fetched =
  { readonly kind: 'fetched'; readonly dir: string } | { readonly kind: 'failed'; readonly reason: string };

/** Where sites come from: a folder that has them already, or a cache that they are fetched into. */
export interface SitePlaces {
  readonly from: string | undefined;
  readonly cache: string;
  /** Prefix of the repositories' names (default: GitHub). */
  readonly origin?: string | undefined;
}

/** Returns the folder of a site, which is fetched if need be. */
export async function placeSite(site: CorpusSite, { from, cache, origin = ORIGIN }: SitePlaces): Promise<Fetched> {
  if (from === undefined) return await fetchSite(site, join(cache, folderNameOf(site)), origin);
  const dir = resolve(from, folderNameOf(site));
  return existsSync(dir) ? { kind: 'fetched', dir } : { kind: 'failed', reason: `${dir} is not there` };
}

/**
 * Fetches the paths of a site at its commit into a folder, with Git over HTTPS; a folder that is already complete is reused. Runs none of
 * its code. `origin` is the prefix of the repository's name.
 */
export async function fetchSite(site: CorpusSite, dir: string, origin: string): Promise<Fetched> {
  if (readOptional(join(dir, MARK)) === site.commit) return { kind: 'fetched', dir };
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const git = (...args: readonly string[]): Promise<unknown> =>
    run('git', ['-c', 'core.hooksPath=/dev/null', '-c', 'core.symlinks=false', ...args], {
      cwd: dir,
      timeout: GIT_TIMEOUT_MS,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
    });
  try {
    await git('init', '--quiet');
    await git('remote', 'add', 'origin', `${origin}/${site.repository}.git`);
    await git('sparse-checkout', 'set', '--no-cone', ...site.paths.map((path) => `/${path}`));
    await git('fetch', '--quiet', '--depth', '1', '--filter=blob:none', 'origin', site.commit);
    await git('checkout', '--quiet', 'FETCH_HEAD');
    writeFileSync(join(dir, MARK), site.commit);
    return { kind: 'fetched', dir };
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    const text = messageOf(error);
    return { kind: 'failed', reason: /^fatal: .*$/m.exec(text)?.[0] ?? text };
  }
}

function readOptional(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
