import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildSite } from './build-site.ts';
import { compareBuiltFiles, listJavaScript } from './compare-built-files.ts';
import { isGenerated } from './generated-header.ts';

const USAGE = 'Usage: npm run build [-- --check]';

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 1 || (args.length === 1 && args[0] !== '--check')) {
    console.error(USAGE);
    return 2;
  }
  const rootDir = process.cwd();
  const built = await buildSite(rootDir);
  return args[0] === '--check' ? check(rootDir, built) : write(rootDir, built);
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

function write(rootDir: string, built: ReadonlyMap<string, string>): number {
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

process.exitCode = await main(process.argv.slice(2));
