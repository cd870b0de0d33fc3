import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Builds anew what is made of the sources, in a repository that builds its files, and gives the files that differ now, by path from its
 * root. Rejects on a source that cannot be built.
 */
export async function rebuild(siteDir: string, sources: readonly string[]): Promise<string[]> {
  if (!existsSync(join(siteDir, 'src/backend/order-events.ts'))) return [];
  // Loaded here: what compiles and formats takes as long as all other tools together.
  const { buildSite } = await import('../../build/build-site.ts');
  const built = [...(await buildSite(siteDir, sources))];
  return built.flatMap(([path, text]) => {
    const file = join(siteDir, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return [];
    writeFileSync(file, text);
    return [path];
  });
}
