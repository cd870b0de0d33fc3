import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { checkCorpusSite, countFindings, doubtfulErrors, outdatedErrors, type CorpusFinding } from './check-corpus.ts';
import { readSites, readTrueErrors } from './corpus-site.ts';
import { placeSite } from './fetch-site.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const here = join(root, 'tools/site/corpus');
const CACHE = 'node_modules/.cache/corpus';
/** Public repositories disappear; with fewer sites than this, the numbers mean little. */
const MIN_SITES = 40;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { from: { type: 'string' } } });
  const sites = readSites(join(here, 'sites.json'));
  const known = readTrueErrors(join(here, 'true-errors.json'));
  const findings: CorpusFinding[] = [];
  let checked = 0;
  let files = 0;
  for (const site of sites) {
    const fetched = await placeSite(site, { from: values.from, cache: join(root, CACHE) });
    const result = fetched.kind === 'fetched' ? await checkCorpusSite(site.repository, fetched.dir, root) : undefined;
    if (result === undefined) {
      console.log(`${site.repository}: ${fetched.kind === 'failed' ? fetched.reason : 'no site is there'}`);
      continue;
    }
    checked += 1;
    files += result.files;
    findings.push(...result.findings);
  }
  const doubtful = doubtfulErrors(findings, known);
  console.log(
    `${checked} sites, ${files} files\n${'findings'.padEnd(40)} ${'shown'.padStart(5)} ${'--all'.padStart(5)}`,
  );
  for (const row of countFindings(findings)) console.log(row);
  for (const { repository, file, line, code, what } of doubtful) {
    console.log(`\nerror in doubt: ${repository} ${file}:${line} ${code}\n  ${what}`);
  }
  if (doubtful.length > 0) {
    console.log(
      '\nSee whether each is true: list it with its reason in tools/site/corpus/true-errors.json, or fix the check.',
    );
  }
  for (const { repository, code, file } of outdatedErrors(findings, known)) {
    console.log(`not found any more: ${repository} ${file} ${code}`);
  }
  if (checked < MIN_SITES)
    console.log(`Only ${checked} of ${sites.length} sites could be checked; ${MIN_SITES} are needed.`);
  return doubtful.length > 0 || checked < MIN_SITES ? 1 : 0;
}

process.exitCode = await main();
