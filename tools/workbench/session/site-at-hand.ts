import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { CliError } from '../cli-error.ts';
import type { Session } from './session.ts';

/** The word for the site that this package brings, where no folder has that name. */
export const EXAMPLE = 'example';

/** Which site a command works on. */
export interface SiteFlags {
  /** A folder other than the current one, or `example` for the one of this package. */
  readonly site?: string | undefined;
}

/** Whether a folder is the repository of a Wix site. */
export function isSiteFolder(folder: string): boolean {
  return existsSync(join(folder, 'wix.config.json')) || existsSync(join(folder, 'src', 'backend'));
}

/**
 * The folder of the site that a command is asked for: the one that is named, else that of the current folder or the nearest above
 * it. Says which it is; throws CliError where there is none, and takes another only where `example` asks for it.
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
