import { resolve } from 'node:path';
import type { Command } from 'commander';

import type { Session } from '../workbench/session/session.ts';
import { siteAtHand, type SiteFlags } from '../workbench/session/site-at-hand.ts';
import type { ChangeRequest } from './carry-out.ts';
import type { SiteLine } from './site-output.ts';

const CHECK_EXAMPLES = `
Examples:
  $ node bin/order-events.js site check
  $ node bin/order-events.js site check ../my-site --json
  $ node bin/order-events.js site check --publishing
  $ node bin/order-events.js site check --all
  $ node bin/order-events.js site check --run-rules

It reads the repository and runs nothing of it. With --run-rules it runs the site's rules on sample orders, in a process
of its own, which reads no other file, starts no process, reaches only the loopback address and is ended after 20 seconds.
Without --all it speaks of what order events touches: its files, the handlers and jobs of orders, emails, rules, and what
these import.
Exit: 0 no errors (there may be warnings), 1 errors were found, 2 wrong usage.`;

const ADD_EXAMPLES = `
Examples:
  $ node bin/order-events.js site add ../my-site --dry-run
  $ node bin/order-events.js site add ../my-site --products tickets,shop

Exit: 0 done, 1 nothing was changed and the reason is given, 2 wrong usage.`;

const UPGRADE_EXAMPLES = `
Examples:
  $ node bin/order-events.js site upgrade ../my-site --dry-run
  $ node bin/order-events.js site upgrade ../my-site

notification-rules.js stays as it is. A file that you changed stays where this version has no news of it; where it has,
nothing is changed and the file is named.
Exit: 0 done, 1 nothing was changed and the reason is given, 2 wrong usage.`;

const REMOVE_EXAMPLES = `
Examples:
  $ node bin/order-events.js site remove ../my-site --dry-run
  $ node bin/order-events.js site remove ../my-site

The site's own handlers get their names and exports back. Where something was changed so that this is not known to be
safe, nothing is changed.
Exit: 0 done, 1 nothing was changed and the reason is given, 2 wrong usage.`;

const REHEARSE_EXAMPLES = `
Examples:
  $ node bin/order-events.js site rehearse
  $ node bin/order-events.js site rehearse ../my-site --json

The Wix CLI gets a copy of the repository and reaches nothing but this machine. What it uploads runs in a process of its
own, which reads the copy and the installed packages, writes nothing, starts no process and is ended after two minutes.
Exit: 0 what is uploaded runs as it does here, 1 it does not, 2 wrong usage.`;

interface Flags extends SiteFlags {
  readonly json?: true;
  readonly publishing?: true;
  readonly all?: true;
  readonly runRules?: true;
  readonly dryRun?: true;
  readonly products?: string;
}

/** Adds the `site` commands; each loads its tools, including a compiler, only when it runs. */
export function addSiteCommands(program: Command, session: Session, end: (code: number) => void): void {
  const { root, cwd = root } = session.line;
  const line: SiteLine = { root, cwd, ...session };
  const site = program
    .command('site')
    .description('check a site repository, add order events to it, rehearse its upload');

  function addCommand(name: string, description: string, examples: string): Command {
    return site
      .command(name)
      .argument('[dir]', 'the repository of a site; that of the current folder by default')
      .description(description)
      .option('--site <dir>', 'the same as DIR')
      .option('--json', 'one JSON object')
      .addHelpText('after', examples);
  }

  function readFlags(dir: string | undefined, { site: named, json, dryRun }: Flags): ChangeRequest {
    const asked = dir ?? named;
    // These commands change a repository, so any given name is a folder.
    const site = asked === undefined ? undefined : resolve(cwd, asked);
    return { dir: siteAtHand(session, { site }), isDryRun: dryRun === true, isJson: json === true };
  }

  addCommand('check', 'find what Wix would pass over in silence, or fail on after publishing', CHECK_EXAMPLES)
    .option('--publishing', 'also what has to be the site’s own by then, such as its id')
    .option('--all', 'also what order events does not touch, by its kind')
    .option('--run-rules', 'run the site’s rules on sample orders, instead of reading them')
    .action(async (dir: string | undefined, flags: Flags) => {
      const { publishing, all, runRules } = flags;
      const asked = { isPublishing: publishing === true, isAll: all === true, isRunningRules: runRules === true };
      const request = { ...readFlags(dir, flags), ...asked };
      const { runCheck } = await import('./run-check.ts');
      end(await runCheck(request, line));
    });
  addCommand('add', 'add order events to another site, beside what it has', ADD_EXAMPLES)
    .option('--products <list>', 'only what these need: some of tickets,plans,shop; all by default')
    .option('--dry-run', 'show the diff and write nothing')
    .action(async (dir: string | undefined, flags: Flags) => {
      const request = { ...readFlags(dir, flags), products: flags.products };
      const { runAdd } = await import('./run-add.ts');
      end(await runAdd(request, line));
    });
  addCommand('upgrade', 'bring the order events of a site to this version', UPGRADE_EXAMPLES)
    .option('--dry-run', 'show what changes and write nothing')
    .action(async (dir: string | undefined, flags: Flags) => {
      const request = readFlags(dir, flags);
      const { runUpgrade } = await import('./run-upgrade.ts');
      end(await runUpgrade(request, line));
    });
  addCommand('remove', 'take order events out of a site again: the inverse of add', REMOVE_EXAMPLES)
    .option('--dry-run', 'show the diff and write nothing')
    .action(async (dir: string | undefined, flags: Flags) => {
      const request = readFlags(dir, flags);
      const { runRemove } = await import('./run-remove.ts');
      end(await runRemove(request, line));
    });
  addCommand(
    'rehearse',
    'upload with the real Wix CLI to a stand-in on this machine, and run what arrives',
    REHEARSE_EXAMPLES,
  ).action(async (dir: string | undefined, flags: Flags) => {
    const request = readFlags(dir, flags);
    const { runRehearse } = await import('./run-rehearse.ts');
    end(await runRehearse(request, line));
  });
}
