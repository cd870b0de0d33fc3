import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildDeclarations } from '../../build/build-declarations.ts';
import { buildSite } from '../../build/build-site.ts';
import { compileSources } from '../../build/compile-sources.ts';
import { compareBuiltFiles, listJavaScript } from '../../build/compare-built-files.ts';
import { isGenerated } from '../../build/generated-header.ts';
import { findRuleFaults } from './find-rule-faults.ts';
import { findTypeErrors } from './find-type-errors.ts';

const USAGE = 'Usage: npm run build [-- --check]';
const packageRoot = fileURLToPath(new URL('../../../', import.meta.url));

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 1 || (args.length === 1 && args[0] !== '--check')) {
    console.error(USAGE);
    return 2;
  }
  const rootDir = process.cwd();
  const isCheck = args[0] === '--check';
  const sources = compileSources(rootDir);
  const errors = isCheck ? [] : findTypeErrors(rootDir, sources);
  if (errors.length > 0) return refuse(errors);
  const declarations = sources === undefined ? [] : buildDeclarations(rootDir, sources);
  const built = new Map([...(await buildSite(rootDir)), ...declarations]);
  return isCheck ? check(rootDir, built) : await write(rootDir, built);
}

function check(rootDir: string, built: ReadonlyMap<string, string>): number {
  const findings = compareBuiltFiles(rootDir, built);
  for (const { path, message } of findings) {
    console.error(`${path} ${message}`);
  }
  if (findings.length === 0) {
    console.log(`${built.size.toString()} built files are up to date.`);
  }
  return findings.length === 0 ? 0 : 1;
}

/** Writes the files, unless the rules among them have faults. */
async function write(rootDir: string, built: ReadonlyMap<string, string>): Promise<number> {
  const faults = (await findRuleFaults(rootDir, built, packageRoot)).filter(({ severity }) => severity !== 'note');
  const texts = faults.map(({ file, line, severity, what, fix }) => `${file}:${line}  ${severity}  ${what}: ${fix}`);
  if (faults.some(({ severity }) => severity === 'error')) return refuse(texts);
  for (const text of texts) console.error(text);
  for (const path of listJavaScript(rootDir)) {
    if (!built.has(path) && isGenerated(readFileSync(join(rootDir, path), 'utf8'))) {
      rmSync(join(rootDir, path));
      console.log(`removed ${path}`);
    }
  }
  for (const [path, text] of built) {
    writeFileSync(join(rootDir, path), text);
    console.log(`${path}  ${(Buffer.byteLength(text) / 1024).toFixed(1)} KB`);
  }
  return 0;
}

function refuse(reasons: readonly string[]): number {
  for (const reason of reasons) console.error(reason);
  console.error('\nNothing was built.');
  return 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.exitCode = refuse([error.message]);
}
