import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { bundleProgram } from '../../build/rehearsal-process.ts';
import { openTemporaryFolder } from '../../workbench/temporary-folder.ts';
import { readSites } from '../corpus/corpus-site.ts';
import { placeSite } from '../corpus/fetch-site.ts';
import { formatReport } from './format-report.ts';
import { belowFloor, type JudgedSite } from './judge-site.ts';
import { loadSite } from './load-site.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const FILES_FLOOR = '0.90';
/** 35 of the 43 sites on which this was measured first. */
const SITES_FLOOR = 35 / 43;
/** Public repositories disappear; with fewer sites than this, the numbers mean little. */
const MIN_SITES = '40';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      origin: { type: 'string' },
      list: { type: 'string', default: join(root, 'tools/site/corpus/sites.json') },
      floor: { type: 'string', default: FILES_FLOOR },
      'min-sites': { type: 'string', default: MIN_SITES },
    },
  });
  const { path, remove } = openTemporaryFolder('corpus');
  try {
    const program = join(path, 'load.mjs');
    await bundleProgram(root, 'tools/site/emulator-corpus/load-in-process.ts', program, []);
    const sites: JudgedSite[] = [];
    for (const site of readSites(values.list)) {
      const { from, origin } = values;
      const fetched = await placeSite(site, { from, origin, cache: join(path, 'fetched') });
      const deps = { root, workDir: path, program };
      const loaded = fetched.kind === 'fetched' ? await loadSite(site.repository, fetched.dir, deps) : fetched;
      if (loaded.kind === 'loaded') sites.push(loaded.site);
      if (loaded.kind === 'no-backend') console.log(`${site.repository}: no backend files`);
      if (loaded.kind === 'failed')
        console.log(`${site.repository}: ${'reason' in loaded ? loaded.reason : loaded.problem}`);
    }
    for (const line of formatReport(sites)) console.log(line);
    const problems = belowFloor(sites, { files: Number(values.floor), sites: SITES_FLOOR });
    const wanted = Number(values['min-sites']);
    if (sites.length < wanted) problems.push(`${sites.length} sites could be loaded; ${wanted} are needed`);
    for (const problem of problems) console.log(`\nBelow the floor: ${problem}`);
    return problems.length > 0 ? 1 : 0;
  } finally {
    remove();
  }
}

process.exitCode = await main();
