import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Command } from 'commander';

import { CliError } from '../../workbench/cli-error.ts';
import type { EmailPreview, EmailPreviews } from '../../workbench/emails/preview-emails.ts';
import { siteAtHand, type SiteFlags } from '../../workbench/session/site-at-hand.ts';
import type { Session } from '../../workbench/session/session.ts';
import { noteStaleFiles } from '../report/fire-and-report.ts';
import { openTemporaryFolder } from '../../workbench/temporary-folder.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';

interface PreviewFlags extends SiteFlags {
  readonly out?: string;
  readonly open?: true;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  $ node bin/order-events.js email preview shop-order-paid
  $ node bin/order-events.js email preview shop-order-paid --open
  $ node bin/order-events.js email preview --out previews

Each template is filled by its rule with every documented payload, and with an order that has only its id.
Exit: 0 done, 1 some emails cannot be shown, 2 wrong usage.`;

/** Adds `email preview`. */
export function addEmailPreview(program: Command, session: Session, end: (code: number) => void): void {
  program
    .command('email')
    .description('see emails before customers do')
    .command('preview')
    .argument('[rule]', 'the rule, or its template; without it all')
    .description('fill the email templates with the documented payloads')
    .option('--site <dir>', 'the folder of the site, or example; the current one by default')
    .option('--out <folder>', 'write HTML, text and an index there')
    .option('--open', 'open the index in the browser')
    .option('--json', 'one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async (rule: string | undefined, flags: PreviewFlags) => end(await preview(session, rule, flags)));
}

async function preview(session: Session, only: string | undefined, flags: PreviewFlags): Promise<number> {
  // Loaded here so that other commands do not load the email compiler.
  const { previewEmails } = await import('../../workbench/emails/preview-emails.ts');
  const { root } = session.line;
  const site = siteAtHand(session, flags);
  await noteStaleFiles(session, site);
  const found = await previewEmails({ root, site, only });
  if (only !== undefined && found.previews.length === 0 && found.problems.length === 0) {
    const { previews } = await previewEmails({ root, site });
    const message = `There is no rule "${only}" with an email template. See node bin/order-events.js email preview.`;
    const suggestion = nearest(only, new Set(previews.map(({ rule }) => rule)));
    throw new CliError('wrong-arguments', message, { suggestion });
  }
  const index = await write(session, found.previews, flags);
  if (flags.json === true) await session.print(JSON.stringify({ ...found, index: index ?? null }));
  else await show(session, found, only, index);
  return found.problems.length === 0 ? 0 : 1;
}

/** Writes the requested files and returns the path of their index. */
async function write(
  { note }: Session,
  previews: readonly EmailPreview[],
  { out, open }: PreviewFlags,
): Promise<string | undefined> {
  if (out === undefined && open === undefined) return undefined;
  const { writePreviews } = await import('../../workbench/emails/write-previews.ts');
  const index = writePreviews(out === undefined ? openTemporaryFolder('emails').path : resolve(out), previews);
  if (open === true) openInBrowser(index, () => note(`Open it yourself: ${index}`));
  return index;
}

function openInBrowser(file: string, onFailure: () => void): void {
  const [command, ...args]: [string, ...string[]] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  const child = spawn(command, [...args, file], { stdio: 'ignore', detached: true });
  child.once('error', onFailure);
  child.unref();
}

async function show(
  { print, note, colors }: Session,
  { previews, problems }: EmailPreviews,
  only: string | undefined,
  index: string | undefined,
): Promise<void> {
  for (const problem of problems) note(problem);
  if (index !== undefined) {
    await print(`${previews.length.toString()} emails: ${colors.cyan(index)}`);
    return;
  }
  if (only === undefined) {
    await list({ print, colors }, previews);
    return;
  }
  for (const { language, subject, text, payloads } of previews) {
    await print(`${colors.bold(subject)}  ${colors.dim(`${language}, ${payloads.join(', ')}`)}\n\n${text}\n`);
  }
}

/** Prints one line per rule: its languages and the subject of its first email. */
async function list(
  { print, colors }: Pick<Session, 'print' | 'colors'>,
  previews: readonly EmailPreview[],
): Promise<void> {
  for (const rule of new Set(previews.map((one) => one.rule))) {
    const own = previews.filter((one) => one.rule === rule);
    const languages = [...new Set(own.map(({ language }) => language))].join(' ');
    await print(
      `${colors.bold(rule)}  ${languages}  ${colors.dim((own.find(({ language }) => language === 'en') ?? own[0])?.subject ?? '')}`,
    );
  }
  await print(
    '\nSee one: node bin/order-events.js email preview RULE. All in the browser: node bin/order-events.js email preview --open',
  );
}
