import { fileURLToPath } from 'node:url';
import { Command } from 'commander';

import { listCases } from './case-folder.ts';
import { formatCases } from './format-cases.ts';
import { runCase, type CaseResult } from './run-case.ts';

interface Flags {
  readonly case?: string;
  readonly json?: true;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const EXAMPLES = `
Examples:
  $ npm run cases
  $ npm run cases -- --case 13-plan-monthly-renewal
  $ npm run cases -- --json

Exit: 0 all are right, 1 a case is wrong, 2 usage.`;

await new Command('npm run cases --')
  .description('Replays each folder of cases/ and compares what comes of it with what its case.json expects.')
  .option('--case <name>', 'only this folder, or those whose name begins so')
  .option('--json', 'one JSON object for each case, one a line')
  .helpOption('--help', 'print this help')
  .addHelpText('after', EXAMPLES)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (flags: Flags) => {
    process.exitCode = await main(flags);
  })
  .parseAsync();

async function main({ case: wanted = '', json }: Flags): Promise<number> {
  const cases = listCases(root).filter(({ name }) => name.startsWith(wanted));
  if (cases.length === 0) {
    console.error(`There is no case ${wanted} in cases/.`);
    return 2;
  }
  const results: CaseResult[] = [];
  for (const folder of cases) {
    const result = await runCase(folder, root);
    results.push(result);
    if (json === true) console.log(JSON.stringify({ ...result, isRight: result.differences.length === 0 }));
  }
  if (json !== true) console.log(formatCases(results));
  return results.every(({ differences }) => differences.length === 0) ? 0 : 1;
}
