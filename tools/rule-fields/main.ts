import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describeFields } from './describe-fields.ts';
import { findGaps } from './find-gaps.ts';
import { formatGuide } from './format-guide.ts';
import { formatKnownFields } from './format-known-fields.ts';

const rootDir = fileURLToPath(new URL('../../', import.meta.url));
const GUIDE = 'docs/rules.md';
const KNOWN_FIELDS = 'tools/site/check/known-fields.json';

function main(args: readonly string[]): number {
  if (args.length > 1 || (args.length === 1 && args[0] !== '--check')) {
    console.error('Usage: npm run rule-fields [-- --check]');
    return 2;
  }
  const described = describeFields(rootDir);
  const gaps = findGaps(described);
  for (const gap of gaps) console.error(gap);
  if (gaps.length > 0) return 1;
  const generated = new Map([
    [GUIDE, formatGuide(readFileSync(join(rootDir, GUIDE), 'utf8'), described, rootDir)],
    [KNOWN_FIELDS, formatKnownFields(described)],
  ]);
  const stale = [...generated].filter(([file, text]) => readFileSync(join(rootDir, file), 'utf8') !== text);
  if (args[0] === '--check') {
    for (const [file] of stale) console.error(`${file} is stale`);
    return stale.length === 0 ? 0 : 1;
  }
  for (const [file, text] of stale) writeFileSync(join(rootDir, file), text);
  console.log(stale.length === 0 ? 'Nothing changed.' : `Written: ${stale.map(([file]) => file).join(' ')}`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
