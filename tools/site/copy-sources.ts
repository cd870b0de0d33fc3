import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { CommonJs } from '../../emulator/module-loader/keep-on-disk.ts';
import { toCommonJs } from '../../emulator/module-loader/transform-module.ts';
import type { SiteFiles } from './check/read-site.ts';

/**
 * Copies what Wix would run of a site into a new folder, and adds what each text is transformed to where the syntax permits: a guarded process
 * must not start the transformer.
 */
export function copySources(site: SiteFiles | undefined, copy: string, transformed: Map<string, CommonJs>): void {
  const { sources = new Map<string, string>(), packageJson } = site ?? {};
  mkdirSync(copy);
  if (packageJson !== undefined) writeFileSync(join(copy, 'package.json'), packageJson);
  for (const [path, text] of sources) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
    try {
      if (/\.(js|jsw|ts)$/.test(path)) transformed.set(text, toCommonJs(path, text));
    } catch {
      // The code that loads it fails with the reason.
    }
  }
}

/** Returns the folder of the packages that this package uses. */
export function installedWith(root: string): string {
  const database = createRequire(join(root, 'package.json')).resolve('libsql');
  return dirname(dirname(database));
}
