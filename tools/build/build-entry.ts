import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { formatBuilt } from './format-built.ts';
import { generatedHeader } from './generated-header.ts';
import { keepTypes } from './keep-types.ts';
import { transpile } from './transpile.ts';

/**
 * Builds the JavaScript of one platform entry. It is transpiled but not bundled, because Wix only calls functions that are exported with a
 * literal export statement. https://dev.wix.com/docs/develop-websites/articles/coding-with-velo/java-script-velo/module-export-syntax
 */
export async function buildEntry(rootDir: string, source: string): Promise<string> {
  const text = transpile(keepTypes(readFileSync(join(rootDir, source), 'utf8'), source), source);
  return await formatBuilt(rootDir, `${generatedHeader(basename(source), 'that file')}\n${text}`);
}
