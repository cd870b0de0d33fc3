import type { SiteFiles } from './read-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

/** Finds what is not read of a site: links, pipes and the like, and files that are too large. */
export function checkPaths({ problems }: SiteFiles): SiteFinding[] {
  return problems.map(({ path, what }) =>
    findingAt({ file: path, line: 1 }, 'file-not-read', what, 'put a plain file or folder in its place'),
  );
}
