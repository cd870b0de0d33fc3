import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Rebuilds the files made from these sources, in a repository that builds its files. Returns the paths that changed, relative to its root.
 * Rejects if a source cannot be built.
 */
export async function rebuild(siteDir: string, sources: readonly string[]): Promise<string[]> {
  if (!existsSync(join(siteDir, 'src/backend/order-events.ts'))) return [];
  // Loaded here because the compiler and formatter take as long to load as all other tools together.
  const { buildSite } = await import('../../build/build-site.ts');
  const built = [...(await buildSite(siteDir, sources))];
  return built.flatMap(([path, text]) => {
    const file = join(siteDir, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return [];
    writeFileSync(file, text);
    return [path];
  });
}
