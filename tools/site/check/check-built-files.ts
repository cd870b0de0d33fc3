import { compareBuiltFiles } from '../../build/compare-built-files.ts';
import { CliError } from '../../workbench/cli-error.ts';
import type { SiteFiles } from './read-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

/** Source of the bundle: only a repository that has it builds the site's files itself. */
const BUNDLE_SOURCE = 'src/backend/order-events.ts';

/** Checks that the committed JavaScript matches its sources. Throws CliError if the build tools are not installed. */
export async function checkBuiltFiles({ dir, sources }: SiteFiles): Promise<SiteFinding[]> {
  if (!sources.has(BUNDLE_SOURCE)) return [];
  const { buildSite } = await loadBuild(dir);
  return compareBuiltFiles(dir, await buildSite(dir))
    .filter(({ kind }) => kind !== 'unexpected')
    .map(({ kind, path }) => {
      const what = kind === 'missing' ? `${path} is not there` : `${path} is not what its source builds to`;
      return findingAt({ file: path, line: 1 }, 'stale-built-file', what, 'run npm run build and commit the result');
    });
}

/** Loads the bundler on demand: it has native binaries, and only repositories with sources need and install it. */
async function loadBuild(dir: string): Promise<typeof import('../../build/build-site.ts')> {
  try {
    return await import('../../build/build-site.ts');
  } catch (cause) {
    const message = `${dir} builds its files from sources, which its own command checks. There: node bin/order-events.js site check`;
    throw new CliError('site-not-ready', message, { exitCode: 1, cause });
  }
}
