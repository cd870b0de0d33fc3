import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openTerminal, type Terminal } from '../../tools/documents/terminal.ts';
import { writeFiles } from '../../tools/repository/write-files.ts';
import { planAdd } from '../../tools/site/add/plan-add.ts';
import { readSite } from '../../tools/site/check/read-site.ts';
import { cleanUp } from '../emulator/site-fixture.ts';
import { makeGitSite, siteLayouts } from '../tools/site/site-layouts.ts';
import { root, runCli, temporaryFolder } from './run-cli.ts';

const temporary = temporaryFolder();
const terminals: Terminal[] = [];

afterEach(async () => {
  for (const terminal of terminals.splice(0)) {
    terminal.close();
    await terminal.ended();
  }
  cleanUp();
});

function watching(site: string, command: string): Terminal {
  const terminal = openTerminal(`"${process.execPath}" "${join(root, 'bin/order-events.js')}" ${command} --watch`, {
    cwd: site,
    env: { PATH: process.env['PATH'], TMPDIR: temporary },
    columns: 100,
  });
  terminals.push(terminal);
  return terminal;
}

/** As editors do that write another file and put it in the place of the first. */
function edit(file: string, before: string, after: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(before);
  writeFileSync(join(temporary, 'edited'), text.replace(before, after));
  renameSync(join(temporary, 'edited'), file);
}

/** A site to which order events was added. */
function addedSite(): string {
  const dir = makeGitSite(siteLayouts['no events file'] ?? {});
  const site = readSite(dir);
  const plan = site && planAdd(site, root, ['wix-ecom']);
  if (plan?.kind !== 'plan') throw new Error('Order events cannot be added.');
  writeFiles(dir, plan.changes);
  return dir;
}

/** A copy of what is built here, to be edited. */
function builtSite(): string {
  const dir = temporaryFolder();
  cpSync(join(root, 'src'), join(dir, 'src'), { recursive: true });
  for (const name of ['package.json', '.prettierrc.json']) cpSync(join(root, name), join(dir, name));
  return dir;
}

const editedSource = builtSite();
const brokenSource = builtSite();

it('fires again with the rule that was edited, shows what that makes of the outcome, and leaves nothing behind at Ctrl C', async () => {
  const site = addedSite();
  const terminal = watching(site, 'event fire wixEcom_onOrderPaymentStatusUpdated');
  await terminal.printed(/first-seen[^]*Ctrl C ends it/);

  edit(
    join(site, 'src/backend/notification-rules.js'),
    'default: \'\' }, // The id of your email "ShopOrderPaid"',
    "default: 'Uk3fGaD' }, //",
  );
  const [shown] = await terminal.printed(/Changed: [^]*, 1 email/);
  terminal.type('\u0003');
  const { exitCode } = await terminal.ended();

  expect(shown).toContain('Changed: src/backend/notification-rules.js');
  expect(shown.replaceAll(/\s+/g, ' ')).toContain(
    'email Uk3fGaD to 24de6f0b-60ce-4faa-9138-2e39f1415615: nothing → sent, firstName: Jane, orderNumber: 10003, total: $40.00 1 delivery, 1 email',
  );
  expect(exitCode).toBe(130);
  expect(readdirSync(temporary).filter((name) => name.startsWith('order-events'))).toEqual([]);
  expect(existsSync(join(site, '.order-events'))).toBe(false);
});

it('builds what is made of the source that was edited', async () => {
  const terminal = watching(editedSource, 'event run shop');
  await terminal.printed(/Ctrl C ends it/);

  edit(join(editedSource, 'src/backend/notification-rules.ts'), "default: 'ShopOrderPaid'", "default: 'Uk3fGaD'");
  const [shown] = await terminal.printed(/Changed: [^]* emails/);

  expect(shown).toContain('Built: src/backend/notification-rules.js');
  expect(shown).toContain('email Uk3fGaD to ');
});

it('says why a source cannot be built, and goes on when it can', async () => {
  const rules = join(brokenSource, 'src/backend/notification-rules.ts');
  const terminal = watching(brokenSource, 'event fire wixEcom_onOrderPaymentStatusUpdated');
  await terminal.printed(/Ctrl C ends it/);

  edit(rules, 'export const site', 'export const const site');
  await terminal.printed(/It cannot be built: [^]*export const[^]*Ctrl C ends it/);
  edit(rules, 'export const const site', 'export const site');

  await terminal.printed(/1 delivery, 1 email, as before/);
});

it.each([
  ['--json', ['--json'], 'without --json'],
  ['a state that is kept', ['--state', temporary], 'without --state'],
  ['a server', ['--to', 'http://localhost:8080/webhooks'], '--watch is about the local site.'],
])('does not go together with %s', async (_what, flags, message) => {
  const { exitCode, stderr } = await runCli(['event', 'fire', 'wixEcom_onOrderUpdated', '--watch', ...flags]);

  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});
