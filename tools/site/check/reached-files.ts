import { listImports } from '../../../emulator/site-entries/list-imports.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import { resolveImport } from './resolve-import.ts';

/** Files of a site that Wix itself loads: pages, and backend files with a fixed name. */
const loadedByWix =
  /^src\/(pages|lightboxes|frontend)\/|^src\/public\/custom-elements\/|^src\/backend\/((events|data|routers|http-functions)\.js$|(.*\/)?(___)?spi(___)?\/)|\.(jsw|web\.js)$/;

/** Returns these files and everything in the site that they import. */
export function reachedFrom(site: SiteFiles, files: Iterable<string>): Set<string> {
  const reached = new Set<string>();
  const open = [...files];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const program = reached.has(file) ? undefined : programOf(site.sources.get(file) ?? '');
    reached.add(file);
    for (const { specifier } of program === undefined ? [] : listImports(program)) {
      const found = specifier === undefined ? undefined : resolveImport(site, file, specifier);
      if (found?.kind === 'file') open.push(found.path);
    }
  }
  return reached;
}

/** Returns the files of a site that Wix loads, as far as the site's files show; a job loads the file that it names. */
export function filesInUse(site: SiteFiles): Set<string> {
  const jobs = site.sources.get('src/backend/jobs.config') ?? '';
  const isEntry = (file: string): boolean =>
    loadedByWix.test(file) || (file.startsWith('src/backend/') && jobs.includes(file.slice('src/backend'.length)));
  return reachedFrom(site, [...site.sources.keys()].filter(isEntry));
}
