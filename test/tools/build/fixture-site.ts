import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];

/** Makes a site in a temporary folder: `files` by path from its root. Returns the root. */
export function makeSite(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'site-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    writeSiteFile(root, path, text);
  }
  return root;
}

/** Writes one file of a site, with the folders that lead to it. */
export function writeSiteFile(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Removes every site that `makeSite` made. */
export function removeSites(): void {
  for (const root of made.splice(0)) {
    rmSync(root, { recursive: true });
  }
}

/** An npm package as it would lie in a site's `node_modules`, with a licence. */
export function packageFiles(name: string, code: string, licence = 'Free to use.'): Record<string, string> {
  const folder = `node_modules/${name}`;
  return {
    [`${folder}/package.json`]: JSON.stringify({
      name,
      version: '1.2.3',
      type: 'module',
      main: 'index.js',
      sideEffects: false,
    }),
    [`${folder}/index.js`]: code,
    [`${folder}/LICENSE`]: licence,
  };
}
