import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { writeFiles } from '../../tools/repository/write-files.ts';
import { planAdd } from '../../tools/site/add/plan-add.ts';
import { readSite } from '../../tools/site/check/read-site.ts';
import { cleanUp, makeSite } from '../emulator/site-fixture.ts';
import { git, makeGitSite, siteLayouts } from '../tools/site/site-layouts.ts';
import { root, runCli, temporaryFolder } from './run-cli.ts';

afterEach(cleanUp);

const RULES = 'src/backend/notification-rules.js';
const fire = ['event', 'fire', 'wixEcom_onOrderPaymentStatusUpdated'];

/** A site to which order events was added, with an id for the email of a paid shop order. */
function addedSite(layout = 'other handlers'): string {
  const dir = makeGitSite(siteLayouts[layout] ?? {});
  const site = readSite(dir);
  const plan = site && planAdd(site, root, ['wix-ecom']);
  if (plan?.kind !== 'plan') throw new Error('Order events cannot be added.');
  writeFiles(dir, plan.changes);
  const other = join(dir, 'src/backend/order-events-notification-rules.js');
  const file = existsSync(other) ? other : join(dir, RULES);
  const rules = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    rules.replace('default: \'\' }, // The id of your email "ShopOrderPaid"', "default: 'MyOwnPaid' }, //"),
  );
  return dir;
}

describe('the site of the current folder', () => {
  it('is the one whose rules run, also in a folder below', async () => {
    const dir = addedSite();

    const { exitCode, stdout, stderr } = await runCli([...fire, '--fresh'], { cwd: join(dir, 'src/pages') });

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `Site: ${dir}\n` });
    expect(stdout).toContain('MyOwnPaid → ');
  });

  it('runs where its files took other names', async () => {
    const dir = addedSite('jobs and files of our names');

    await runCli(fire, { cwd: dir });
    const { exitCode, stdout } = await runCli(['outbox', 'list', '--json'], { cwd: dir });

    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ notifications: [{ status: 'sent' }] });
  });

  it('runs its own handlers with the collections that they name', async () => {
    const dir = addedSite('one of our handlers');

    const { stdout } = await runCli([...fire, '--fresh', '--json'], { cwd: dir });

    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'first-seen',
      emails: expect.arrayContaining([expect.objectContaining({ emailId: 'OldEmail' })]),
    });
  });

  it('keeps its state in a folder that Git does not see', async () => {
    const dir = addedSite();
    git(dir, 'add', '--all');
    git(dir, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '-m', 'A state');

    await runCli(fire, { cwd: dir });

    expect(existsSync(join(dir, '.order-events/state.sqlite'))).toBe(true);
    expect(git(dir, 'status', '--porcelain')).toBe('');
  });

  it('is the one that is checked', async () => {
    const dir = makeSite({
      ...siteLayouts['no events file'],
      'src/backend/events.js': 'export function wixEcom_onOrdersUpdated() {}\n',
    });

    const { stdout, stderr } = await runCli(['site', 'check'], { cwd: dir });

    expect(stderr).toBe(`Site: ${dir}\n`);
    expect(stdout).toContain('src/backend/events.js:1');
  });

  it('is the one whose emails are shown', async () => {
    const dir = addedSite();

    const { exitCode, stdout } = await runCli(['email', 'preview', '--json'], { cwd: dir });

    expect(exitCode).toBe(0);
    const { previews } = JSON.parse(stdout) as { readonly previews: readonly { readonly rule: string }[] };
    expect(new Set(previews.map(({ rule }) => rule))).toEqual(new Set(['shop-order-paid']));
  });
});

it('is another one with --site', async () => {
  const dir = addedSite();

  const { stdout, stderr } = await runCli([...fire, '--fresh', '--site', dir], { cwd: root });

  expect(stderr).toBe(`Site: ${dir}\n`);
  expect(stdout).toContain('MyOwnPaid → ');
});

describe('where there is no site', () => {
  const empty = temporaryFolder();

  it.each([
    [fire],
    [['event', 'run', 'shop']],
    [['outbox', 'list']],
    [['email', 'preview']],
    [['site', 'check']],
    [['console']],
  ])('%j says so, and takes no other', async (argv) => {
    const { exitCode, stdout, stderr } = await runCli(argv, { cwd: empty });

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`${empty} is no repository of a Wix site.`);
  });

  it('the first look shows the example, and says so', async () => {
    const { exitCode, stderr } = await runCli(['start', '--no-console'], { cwd: empty });

    expect(exitCode).toBe(0);
    expect(stderr).toContain(`Site: ${root}, the example, because ${empty} is no repository of a site`);
  });

  it('the example can be asked for, and so does what the first look suggests', async () => {
    const { stdout } = await runCli(['start', '--no-console'], { cwd: empty });
    const commands = [...stdout.matchAll(/node bin\/order-events\.js (.+)/g)].map(([, command = '']) =>
      command.split(' '),
    );

    const results = await Promise.all(commands.map((argv) => runCli(argv, { cwd: empty })));

    expect(commands[0]).toEqual(['event', 'fire', 'wixEvents_onOrderConfirmed', '--fresh', '--site', 'example']);
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    expect(results[0]?.stderr).toBe(`Site: ${root}\n`);
  });

  it('no repository is changed that is called by the name of the example', async () => {
    const { exitCode, stderr } = await runCli(['site', 'add', 'example'], { cwd: empty });

    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${join(empty, 'example')} is no repository of a Wix site.`);
  });

  it('a folder that is named and is no site is refused, although one above is', async () => {
    const dir = makeSite({ ...siteLayouts['no events file'] });
    mkdirSync(join(dir, 'docs'));

    const { exitCode, stderr } = await runCli([...fire, '--site', 'docs'], { cwd: dir });

    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${join(dir, 'docs')} is no repository of a Wix site. It has neither wix.config.json`);
  });
});
