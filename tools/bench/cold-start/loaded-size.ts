import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const lister = fileURLToPath(new URL('list-loaded.js', import.meta.url));

/** Number and size of the files that an import loads, in bytes, plain and gzipped as one. */
export interface LoadedSize {
  readonly files: number;
  readonly bytes: number;
  readonly gzippedBytes: number;
}

/** Measures the files loaded by importing a module, without Wix's own modules, whose stand-ins are not representative. */
export function loadedSize(dir: string, specifier: string): LoadedSize {
  const printed = execFileSync(process.execPath, [lister, specifier, join(dir, 'loaded.txt')], { encoding: 'utf8' });
  const files = (JSON.parse(printed) as string[]).filter((file) => !/node_modules\/wix-[^/]+\/index\.js$/.test(file));
  const content = Buffer.concat(files.map((file) => readFileSync(file)));
  return { files: files.length, bytes: content.length, gzippedBytes: gzipSync(content).length };
}
