import { buildSite } from '../../build/build-site.ts';
import { compareBuiltFiles } from '../../build/compare-built-files.ts';
import type { SiteFiles } from './read-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

/** The source of the one bundle: only a repository that has it builds the site's files itself. */
const BUNDLE_SOURCE = 'src/backend/order-events.ts';

/** Checks that the committed JavaScript is what the sources build to. */
export async function checkBuiltFiles({ dir, sources }: SiteFiles): Promise<SiteFinding[]> {
  if (!sources.has(BUNDLE_SOURCE)) return [];
  return compareBuiltFiles(dir, await buildSite(dir))
    .filter(({ kind }) => kind !== 'unexpected')
    .map(({ kind, path }) => {
      const what = kind === 'missing' ? `${path} is not there` : `${path} is not what its source builds to`;
      return findingAt({ file: path, line: 1 }, 'stale-built-file', what, 'run npm run build and commit the result');
    });
}
