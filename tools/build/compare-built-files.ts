import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A difference between a committed file and the build output. */
export interface BuiltFileFinding {
  readonly kind: 'stale' | 'missing' | 'unexpected';
  readonly path: string;
  /** Readable description of the problem and its fix. */
  readonly message: string;
}

const BACKEND_DIR = 'src/backend';

/** Compares the JavaScript under `src/backend` with the build output. Returns an empty list if all files are up to date. */
export function compareBuiltFiles(rootDir: string, built: ReadonlyMap<string, string>): BuiltFileFinding[] {
  const findings: BuiltFileFinding[] = [];
  for (const [path, text] of built) {
    if (!existsSync(join(rootDir, path))) {
      findings.push({ kind: 'missing', path, message: 'is missing: run `npm run build` and commit it' });
    } else if (readFileSync(join(rootDir, path), 'utf8') !== text) {
      findings.push({ kind: 'stale', path, message: 'is stale: run `npm run build` and commit it' });
    }
  }
  const unexpected = listJavaScript(rootDir).filter((path) => !built.has(path));
  return findings.concat(
    unexpected.map((path) => ({
      kind: 'unexpected',
      path,
      message: 'has no TypeScript source: delete it, or write it as one',
    })),
  );
}

/** Returns the JavaScript files under `src/backend`, by path from `rootDir`, sorted by name. */
export function listJavaScript(rootDir: string): string[] {
  const root = join(rootDir, BACKEND_DIR);
  if (!existsSync(root)) {
    return [];
  }
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => `${BACKEND_DIR}/${path.replaceAll('\\', '/')}`)
    .sort();
}
