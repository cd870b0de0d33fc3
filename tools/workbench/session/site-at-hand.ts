import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { CliError } from '../cli-error.ts';
import type { Session } from './session.ts';

/** Keyword for the example site of this package, unless a site folder has that name. */
export const EXAMPLE = 'example';

/** Options that select the site of a command. */
export interface SiteFlags {
  /** Folder to use instead of the current one, or `example` for the package's example. */
  readonly site?: string | undefined;
}

/** `true` if a folder is the repository of a Wix site. */
export function isSiteFolder(folder: string): boolean {
  return existsSync(join(folder, 'wix.config.json')) || existsSync(join(folder, 'src', 'backend'));
}

/**
 * Returns the folder of the named site, or else the nearest site at or above the current folder. Prints its choice; throws CliError if
 * there is none. The package's example is used only if `example` asks for it.
 */
export function siteAtHand({ line, note }: Pick<Session, 'line' | 'note'>, { site }: SiteFlags): string {
  const { cwd, root } = line;
  if (site === undefined && cwd === undefined) return root;
  const folder = resolve(cwd ?? root, site ?? '.');
  const named = site === EXAMPLE ? root : undefined;
  const found = site === undefined ? nearestSite(folder) : isSiteFolder(folder) ? folder : named;
  if (found === undefined) {
    const why =
      site === undefined
        ? 'Neither it nor a folder above it has wix.config.json or src/backend'
        : 'It has neither wix.config.json nor src/backend';
    const message = `${folder} is no repository of a Wix site. ${why}: go into the folder of a site, or name it with --site. --site ${EXAMPLE} is the example of this package.`;
    throw new CliError('no-site', message);
  }
  if (cwd !== undefined) note(`Site: ${found}`);
  return found;
}

function nearestSite(folder: string): string | undefined {
  if (isSiteFolder(folder)) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : nearestSite(above);
}
