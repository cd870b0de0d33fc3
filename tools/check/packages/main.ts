import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { findPackageFaults } from './find-package-faults.ts';
import { withLicencesTable } from './licences-table.ts';
import { otherLicences, permittedLicences } from './licences.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const DOCUMENT_FILE = `${root}docs/packages.md`;

/** Prints what is wrong with the locked packages, and writes the table of licences; with `--check`, reports a stale table instead. */
function main(isCheck: boolean): number {
  const policy = { permittedLicences, otherLicences };
  const faults = findPackageFaults(readJson('package-lock.json'), readJson('package.json'), policy);
  // The packages of the benchmarks are installed without any script.
  const benchLock = readJson('tools/bench/packages/package-lock.json');
  const bench = findPackageFaults(benchLock, {}, { permittedLicences, otherLicences: {} });
  for (const fault of faults) console.log(fault);
  for (const fault of bench) console.log(`Benchmarks: ${fault}`);
  const document = readFileSync(DOCUMENT_FILE, 'utf8');
  const updated = withLicencesTable(document);
  const isStale = isCheck && updated !== document;
  if (isStale) console.log('The table in docs/packages.md is stale. Run `npm run packages`.');
  if (!isCheck) writeFileSync(DOCUMENT_FILE, updated);
  return faults.length + bench.length === 0 && !isStale ? 0 : 1;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(`${root}${path}`, 'utf8'));
}

process.exitCode = main(process.argv.includes('--check'));
