import { resolve } from 'node:path';

import { compareBuiltFiles } from '../../build/compare-built-files.ts';
import type { SiteFiles } from './read-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

/** Source of the bundle: only a repository that has it builds the site's files itself. */
const BUNDLE_SOURCE = 'src/backend/order-events.ts';

/**
 * Checks that the committed JavaScript matches its sources. Only the repository of this package at `root` is built: a build reads whatever
 * the sources import, so other repositories do that by their own command.
 */
export async function checkBuiltFiles({ dir, sources, problems }: SiteFiles, root: string): Promise<SiteFinding[]> {
  if (!sources.has(BUNDLE_SOURCE) || problems.length > 0) return [];
  if (resolve(dir) !== resolve(root)) {
    const what = 'The repository builds its files from sources, and only its own command compares them';
    const place = { file: BUNDLE_SOURCE, line: 1 };
    return [findingAt(place, 'built-files-not-compared', what, 'there, run node bin/order-events.js site check')];
  }
  // Loaded on demand: the bundler has native binaries, which only this repository needs and installs.
  const { buildSite } = await import('../../build/build-site.ts');
  return compareBuiltFiles(dir, await buildSite(dir))
    .filter(({ kind }) => kind !== 'unexpected')
    .map(({ kind, path }) => {
      const what = kind === 'missing' ? `${path} is not there` : `${path} is not what its source builds to`;
      return findingAt({ file: path, line: 1 }, 'stale-built-file', what, 'run npm run build and commit the result');
    });
}
