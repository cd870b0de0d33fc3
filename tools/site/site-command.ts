import type { Command } from 'commander';

import type { SiteLine } from './site-output.ts';

const CHECK_EXAMPLES = `
Examples:
  $ npx order-events site check
  $ npx order-events site check ../my-site --json
  $ npx order-events site check --publishing

Exit: 0 no errors (there may be warnings), 1 errors were found, 2 wrong usage.`;

const ADD_EXAMPLES = `
Examples:
  $ npx order-events site add ../my-site --dry-run
  $ npx order-events site add ../my-site --products tickets,shop

Exit: 0 done, 1 nothing was changed and the reason is given, 2 wrong usage.`;

const UPGRADE_EXAMPLES = `
Examples:
  $ npx order-events site upgrade ../my-site --dry-run
  $ npx order-events site upgrade ../my-site

notification-rules.js stays as it is. A file that you changed stays where this version has no news of it; where it has,
nothing is changed and the file is named.
Exit: 0 done, 1 nothing was changed and the reason is given, 2 wrong usage.`;

const REMOVE_EXAMPLES = `
Examples:
  $ npx order-events site remove ../my-site --dry-run
  $ npx order-events site remove ../my-site

The site's own handlers get their names and exports back. Where something was changed so that this is not known to be
safe, nothing is changed.
Exit: 0 done, 1 nothing was changed and the reason is given, 2 wrong usage.`;

const REHEARSE_EXAMPLES = `
Examples:
  $ npx order-events site rehearse
  $ npx order-events site rehearse ../my-site --json

Exit: 0 what is uploaded runs as it does here, 1 it does not, 2 wrong usage.`;

interface Flags {
  readonly json?: true;
  readonly publishing?: true;
  readonly dryRun?: true;
  readonly products?: string;
}

/** Adds the commands of `site`; each loads its tools, a compiler among them, when it runs. */
export function addSiteCommands(program: Command, line: SiteLine, end: (code: number) => void): void {
  const site = program
    .command('site')
    .description('check a site repository, add order events to it, rehearse its upload');
  site
    .command('check')
    .argument('[dir]', 'the repository of a site; this one unless said')
    .description('find what Wix would pass over in silence, or fail on after publishing')
    .option('--publishing', 'also what has to be the site’s own by then, such as its id')
    .option('--json', 'one JSON object')
    .addHelpText('after', CHECK_EXAMPLES)
    .action(async (dir: string | undefined, flags: Flags) => {
      const request = { dir, isPublishing: flags.publishing === true, isJson: flags.json === true };
      const { runCheck } = await import('./run-check.ts');
      end(await runCheck(request, line));
    });
  site
    .command('add')
    .argument('<dir>', 'the repository of a site')
    .description('add order events to another site, beside what it has')
    .option('--products <list>', 'only what these need: some of tickets,plans,shop; all by default')
    .option('--dry-run', 'show the diff and write nothing')
    .option('--json', 'one JSON object')
    .addHelpText('after', ADD_EXAMPLES)
    .action(async (dir: string, flags: Flags) => {
      const { runAdd } = await import('./run-add.ts');
      const { products } = flags;
      end(await runAdd({ dir, products, isDryRun: flags.dryRun === true, isJson: flags.json === true }, line));
    });
  site
    .command('upgrade')
    .argument('<dir>', 'the repository of a site')
    .description('bring the order events of a site to this version')
    .option('--dry-run', 'show what changes and write nothing')
    .option('--json', 'one JSON object')
    .addHelpText('after', UPGRADE_EXAMPLES)
    .action(async (dir: string, flags: Flags) => {
      const { runUpgrade } = await import('./run-upgrade.ts');
      end(await runUpgrade({ dir, isDryRun: flags.dryRun === true, isJson: flags.json === true }, line));
    });
  site
    .command('remove')
    .argument('<dir>', 'the repository of a site')
    .description('take order events out of a site again: the inverse of add')
    .option('--dry-run', 'show the diff and write nothing')
    .option('--json', 'one JSON object')
    .addHelpText('after', REMOVE_EXAMPLES)
    .action(async (dir: string, flags: Flags) => {
      const { runRemove } = await import('./run-remove.ts');
      end(await runRemove({ dir, isDryRun: flags.dryRun === true, isJson: flags.json === true }, line));
    });
  site
    .command('rehearse')
    .argument('[dir]', 'the repository of a site; this one unless said')
    .description('upload with the real Wix CLI to a stand-in on this machine, and run what arrives')
    .option('--json', 'one JSON object')
    .addHelpText('after', REHEARSE_EXAMPLES)
    .action(async (dir: string | undefined, flags: Flags) => {
      const { runRehearse } = await import('./run-rehearse.ts');
      end(await runRehearse({ dir, isJson: flags.json === true }, line));
    });
}
