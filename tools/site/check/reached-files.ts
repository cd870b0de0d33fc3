import { listImports } from '../../workbench/site-entries/list-imports.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import { resolveImport } from './resolve-import.ts';

/** What Wix itself loads of a site: pages, and of the backend the files that it knows by their names. */
const loadedByWix =
  /^src\/(pages|lightboxes|frontend)\/|^src\/public\/custom-elements\/|^src\/backend\/((events|data|routers|http-functions)\.js$|(.*\/)?(___)?spi(___)?\/)|\.(jsw|web\.js)$/;

/** Those files and all that they import, as far as they are the site's. */
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

/** What Wix loads of a site, as far as its files say; a job loads the file that it names. */
export function filesInUse(site: SiteFiles): Set<string> {
  const jobs = site.sources.get('src/backend/jobs.config') ?? '';
  const isEntry = (file: string): boolean =>
    loadedByWix.test(file) || (file.startsWith('src/backend/') && jobs.includes(file.slice('src/backend'.length)));
  return reachedFrom(site, [...site.sources.keys()].filter(isEntry));
}
