import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BACKEND = 'src/backend';
const BUNDLE = 'order-events';
/** Tolerance for a Git clone, which writes sources and built files within seconds of each other, in any order. */
const CLONE_MS = 60_000;
const ENTRY_MS = 2_000;

/**
 * Returns the built files of a site that are older than their sources, by path from its root. An older entry is rebuilt and compared; the
 * bundle, which takes seconds to build, is judged by file times alone.
 */
export async function findStaleFiles(siteDir: string): Promise<string[]> {
  const folder = join(siteDir, BACKEND);
  if (!existsSync(join(folder, `${BUNDLE}.ts`)) || !existsSync(join(folder, `${BUNDLE}.js`))) return [];
  const entries = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== `${BUNDLE}.ts`);
  const stale: string[] = [];
  for (const entry of entries) {
    const built = entry.replace(/\.ts$/, '.js');
    if (!isNewer(join(folder, entry), join(folder, built), ENTRY_MS)) continue;
    const { buildEntry } = await import('../../build/build-entry.ts');
    const text = await buildEntry(siteDir, `${BACKEND}/${entry}`);
    if (text !== readFileSync(join(folder, built), 'utf8')) stale.push(`${BACKEND}/${built}`);
  }
  const isBundleStale = readdirSync(join(folder, BUNDLE), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .some((file) => isNewer(join(folder, BUNDLE, file), join(folder, `${BUNDLE}.js`), CLONE_MS));
  return isBundleStale ? [...stale, `${BACKEND}/${BUNDLE}.js`] : stale;
}

function isNewer(source: string, built: string, byMs: number): boolean {
  return existsSync(built) && statSync(source).mtimeMs > statSync(built).mtimeMs + byMs;
}
