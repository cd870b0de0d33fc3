import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { generateApiReference } from './generate-api-reference.ts';

const rootDir = fileURLToPath(new URL('../../', import.meta.url));
const apiDir = join(rootDir, 'docs/api');

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 1 || (args.length === 1 && args[0] !== '--check')) {
    console.error('Usage: npm run api-reference [-- --check]');
    return 2;
  }
  const generated = await generateApiReference(rootDir);
  if (args[0] === '--check') return check(generated);
  rmSync(apiDir, { recursive: true, force: true });
  mkdirSync(apiDir, { recursive: true });
  for (const [file, text] of generated) writeFileSync(join(apiDir, file), text);
  console.log(`Written: ${[...generated.keys()].map((file) => `docs/api/${file}`).join(' ')}`);
  return 0;
}

function check(generated: ReadonlyMap<string, string>): number {
  const files = new Set([...generated.keys(), ...readdirSync(apiDir)]);
  const stale = [...files].filter((file) => generated.get(file) !== readPage(file));
  for (const file of stale) console.error(`docs/api/${file} is stale`);
  return stale.length === 0 ? 0 : 1;
}

function readPage(file: string): string | undefined {
  try {
    return readFileSync(join(apiDir, file), 'utf8');
  } catch {
    return undefined;
  }
}

process.exitCode = await main(process.argv.slice(2));
