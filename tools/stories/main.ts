import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import pc from 'picocolors';

import { formatStories, withStoryTables } from './format-stories.ts';
import { findFaults, tellStories } from './tell-stories.ts';
import { formatWeeks, isBad, simulateWeeks } from './week.ts';

interface Flags {
  readonly json?: true;
  readonly markdown?: true;
  readonly week?: true;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const DOCUMENT_FILE = `${root}docs/who-is-told.md`;
const ORDERS_OF_A_WEEK = 1_500;
const EXAMPLES = `
Examples:
  $ npm run stories
  $ npm run stories -- --markdown
  $ npm run stories -- --week

Exit: 0 all are told or say why not, 1 somebody is not, 2 usage.`;

await new Command('npm run stories --')
  .description('Tells the stories of payloads/sequences/ to a site with the shipped rules: who is told what, and when.')
  .option('--week', 'simulate a week of fresh online orders of each product instead')
  .option('--markdown', 'write the tables of docs/who-is-told.md as well')
  .option('--json', 'one JSON object for each story or week, one a line')
  .helpOption('--help', 'print this help')
  .addHelpText('after', EXAMPLES)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (flags: Flags) => {
    process.exitCode = flags.week === true ? await runWeeks(flags) : await runStories(flags);
  })
  .parseAsync();

async function runStories({ json, markdown }: Flags): Promise<number> {
  const stories = await tellStories(root);
  const faults = findFaults(stories);
  console.log(json === true ? stories.map((story) => JSON.stringify(story)).join('\n') : formatStories(stories));
  for (const fault of faults) console.error(pc.red(fault));
  if (markdown === true) writeFileSync(DOCUMENT_FILE, withStoryTables(readFileSync(DOCUMENT_FILE, 'utf8'), stories));
  return faults.length === 0 ? 0 : 1;
}

async function runWeeks({ json }: Flags): Promise<number> {
  const rows = await simulateWeeks(root, ORDERS_OF_A_WEEK);
  console.log(json === true ? rows.map((row) => JSON.stringify(row)).join('\n') : formatWeeks(rows));
  return rows.some(isBad) ? 1 : 0;
}
