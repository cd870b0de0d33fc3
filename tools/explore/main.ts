import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { readDocumentedPayload } from '../workbench/payload/documented-payloads.ts';
import { formatResults, formatTable, type Result } from './format-results.ts';
import { guards } from './guards/guards.ts';
import { spareLines } from './guards/spare-lines.ts';
import { tryGuard } from './guards/try-guard.ts';
import { runScenarios } from './run-scenarios.ts';
import { allScenarios } from './scenarios/all-scenarios.ts';
import { fullVariants, isFor, quickVariants } from './variants.ts';

const rootDir = fileURLToPath(new URL('../../', import.meta.url));

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    guards: { type: 'boolean', default: false },
    'until-fault': { type: 'boolean', default: false },
    scenario: { type: 'string', default: '' },
    variant: { type: 'string', default: '' },
    processes: { type: 'string', default: String(availableParallelism()) },
  },
});

async function main(): Promise<number> {
  if (values.guards) return await explainGuards();
  const scenarios = allScenarios((name) => readDocumentedPayload(rootDir, name)).filter(({ name }) =>
    name.includes(values.scenario),
  );
  const isQuick = values.quick;
  const trials = scenarios.flatMap((scenario) =>
    Object.entries(isQuick ? quickVariants : fullVariants)
      .filter(([variant, options]) => variant.includes(values.variant) && isFor(options, scenario))
      .map(([variant]) => ({ scenario: scenario.name, variant, isQuick, untilFault: values['until-fault'] })),
  );
  const results = await runScenarios(trials, Number(values.processes), report);
  console.log(`\n${formatResults(results)}`);
  return results.every(isClean) ? 0 : 1;
}

function report({ scenario, variant, exploration, seconds }: Result): void {
  const { totals, runs, firstFault } = exploration;
  console.log(
    `${scenario} (${variant}): ${runs.toLocaleString('en')} runs of ${totals.schedules.toPrecision(2)} schedules, ${totals.losses} losses, ${totals.repeats} repeats, ${totals.past} about the past, ${totals.mailed} sent after erasure, ${totals.left} left after erasure, ${seconds.toFixed(1)} s`,
  );
  if (firstFault.length > 0) console.log(`  ${firstFault.join('\n  ')}`);
}

function isClean({ exploration }: Result): boolean {
  return exploration.firstFault.length === 0;
}

async function explainGuards(): Promise<number> {
  const rows: string[][] = [];
  for (const guard of guards) {
    const fault = await tryGuard(guard, rootDir);
    rows.push([guard.name, guard.scenario, fault ?? 'nothing']);
    console.log(rows[rows.length - 1]?.join(' | '));
  }
  console.log(`\n${formatTable([['without the guard', 'scenario', 'what goes wrong'], ...rows])}`);
  console.log(`\n${formatTable([['no guard', 'why'], ...spareLines.map(({ name, why }) => [name, why])])}`);
  return rows.every(([, , fault]) => fault !== 'nothing') ? 0 : 1;
}

process.exitCode = await main();
