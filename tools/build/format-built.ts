import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import { format } from 'prettier/standalone';
import type { Options } from 'prettier';

/** Formats built JavaScript with the site's `.prettierrc.json`, so that it matches the style of the sources. */
export async function formatBuilt(rootDir: string, text: string): Promise<string> {
  return await format(text, { ...readFormatOptions(rootDir), parser: 'babel', plugins: [babel, estree] });
}

function readFormatOptions(rootDir: string): Options {
  const path = join(rootDir, '.prettierrc.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Options) : {};
}
