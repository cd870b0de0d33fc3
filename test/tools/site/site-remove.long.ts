import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';

import { runAdd } from '../../../tools/site/run-add.ts';
import { runRemove } from '../../../tools/site/run-remove.ts';
import { cleanUp, open } from '../../emulator/site-fixture.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { root } from './clean-site.ts';
import { commitAll, git, makeGitSite, siteLayouts } from './site-layouts.ts';

afterEach(cleanUp);

interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function ran(
  run: typeof runAdd,
  dir: string,
  { isDryRun = false, products = 'tickets,plans,shop' } = {},
): Promise<Ran> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await run(
    { dir, isDryRun, isJson: false, products },
    {
      root,
      cwd: '/',
      colors: pc.createColors(false),
      print: (text) => void output.push(text),
      note: (text) => void errors.push(text),
    },
  );
  return { code, output: output.join('\n'), errors: errors.join('\n') };
}

/** A site to which order events was added, and the commit before that. */
async function addedSite(layout: string): Promise<{ readonly dir: string; readonly before: string }> {
  const dir = makeGitSite(siteLayouts[layout] ?? {});
  const before = git(dir, 'rev-parse', 'HEAD').trim();
  await ran(runAdd, dir);
  commitAll(dir);
  return { dir, before };
}

function change(dir: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(dir, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(dir, path), text.replace(from, to));
}

const more: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no jobs and no dependencies': {
    ...siteLayouts['no events file'],
    'package.json': '{ "name": "x", "dependencies": { } }',
    'src/backend/jobs.config': '{\n\t"jobs": [\n\t\t// None yet.\n\t]\n}\n',
  },
  'an empty package.json and an empty events file': {
    ...siteLayouts['no events file'],
    'package.json': '{}',
    'src/backend/events.js': '',
  },
};

describe.each([...Object.entries(siteLayouts), ...Object.entries(more)])('a site with %s', (_, files) => {
  it('is byte for byte what it was', async () => {
    const dir = makeGitSite(files);
    const before = git(dir, 'rev-parse', 'HEAD').trim();
    await ran(runAdd, dir);
    commitAll(dir);

    expect(await ran(runRemove, dir)).toMatchObject({ code: 0, errors: '' });

    expect(git(dir, 'diff', '--stat', before)).toBe('');
    commitAll(dir);
    expect(git(dir, 'rev-parse', 'HEAD^{tree}')).toBe(git(dir, 'rev-parse', `${before}^{tree}`));
  });
});

it('is what it was after products were added one after the other', async () => {
  const dir = makeGitSite(siteLayouts['jobs and files of our names'] ?? {});
  const before = git(dir, 'rev-parse', 'HEAD').trim();
  for (const products of ['tickets', 'shop']) {
    await ran(runAdd, dir, { products });
    commitAll(dir);
  }

  await ran(runRemove, dir);

  expect(git(dir, 'diff', '--stat', before)).toBe('');
});

it('lets the handler of the site work as before', async () => {
  const { dir } = await addedSite('one of our handlers');

  await ran(runRemove, dir);

  const emulator = open(dir, { startAt: Date.UTC(2023, 0, 16) });
  emulator.data.createCollection('Sales');
  const payload = documentedPayload('wixEcom_onOrderPaymentStatusUpdated');
  const { emails } = await emulator.invokeEvent('wixEcom_onOrderPaymentStatusUpdated', payload);
  expect(emails.map(({ emailId }) => emailId)).toEqual(['OldEmail']);
});

it('keeps what the owner wrote into the files since', async () => {
  const { dir } = await addedSite('no events file');
  const mine = 'export function wixBlog_onPostCreated() {}\n';
  writeFileSync(
    join(dir, 'src/backend/events.js'),
    `${readFileSync(join(dir, 'src/backend/events.js'), 'utf8')}\n${mine}`,
  );
  change(
    dir,
    'src/backend/jobs.config',
    '{\n  "jobs": [',
    '{\n  "jobs": [\n    { "functionLocation": "/mine.js", "functionName": "mine" },',
  );
  writeFileSync(
    join(dir, 'src/backend/mine.js'),
    "import { orders } from '@wix/ecom';\nexport const mine = () => orders;\n",
  );
  commitAll(dir);

  await ran(runRemove, dir);

  expect(readFileSync(join(dir, 'src/backend/events.js'), 'utf8')).toBe(mine);
  expect(JSON.parse(readFileSync(join(dir, 'src/backend/jobs.config'), 'utf8'))).toEqual({
    jobs: [{ functionLocation: '/mine.js', functionName: 'mine' }],
  });
  expect(JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))).toMatchObject({
    dependencies: { '@wix/ecom': expect.any(String) },
  });
});

it('says before that the owner’s rules go as well', async () => {
  const { dir } = await addedSite('no events file');
  change(dir, 'src/backend/notification-rules.js', "timeZone: 'UTC'", "timeZone: 'Europe/Lisbon'");
  commitAll(dir);

  const { output } = await ran(runRemove, dir, { isDryRun: true });

  expect(output).toMatch(/^Your rules in src\/backend\/notification-rules\.js go as well/);
  expect(output).toContain('--- a/src/backend/jobs.js\n+++ /dev/null\n');
  expect(output).toContain('Nothing was written: this was a dry run.');
  expect(git(dir, 'status', '--porcelain')).toBe('');
});

it('is undone by the commands that it prints', async () => {
  const { dir } = await addedSite('other handlers');

  const { output } = await ran(runRemove, dir);

  for (const [, command = ''] of output.matchAll(/^ {2}(git .*)$/gm)) git(dir, ...command.split(' ').slice(1));
  expect(git(dir, 'status', '--porcelain')).toBe('');
});

it('says so of a site that has no order events', async () => {
  const dir = makeGitSite(siteLayouts['other handlers'] ?? {});

  expect(await ran(runRemove, dir)).toEqual({
    code: 0,
    output: 'Order events is not there: nothing to remove.',
    errors: '',
  });
});

describe('nothing is changed', () => {
  it.each([
    [
      'where a handler was changed',
      'src/backend/events.js',
      "  return handleOrderEvent('wixEvents_onOrderUpdated'",
      "  note(event);\n  return handleOrderEvent('wixEvents_onOrderUpdated'",
      /^ {2}src\/backend\/events\.js:\d+ {2}It uses "handleOrderEvent" in a way that was not added$/m,
    ],
    [
      'where a file was changed',
      'src/backend/jobs.js',
      'Hourly',
      'Sometimes',
      /^ {2}src\/backend\/jobs\.js:\d+ {2}It was changed since it was added$/m,
    ],
    [
      'where a page calls a web method',
      'src/pages/masterPage.js',
      '$w',
      "import { getHealth } from 'backend/notifications.web';\n$w",
      /^ {2}src\/pages\/masterPage\.js:1 {2}It imports src\/backend\/notifications\.web\.js, which would be gone$/m,
    ],
    [
      'where nothing calls the site’s own handler any more',
      'src/backend/events.js',
      '() => existing_wixEcom_onOrderPaymentStatusUpdated(event)',
      '() => undefined',
      /^ {2}src\/backend\/events\.js:6 {2}"existing_wixEcom_onOrderPaymentStatusUpdated" is called by nothing$/m,
    ],
  ])('%s', async (_, path, from, to, reason) => {
    const { dir } = await addedSite('one of our handlers');
    change(dir, path, from, to);
    commitAll(dir);

    const { code, errors } = await ran(runRemove, dir);

    expect(code).toBe(1);
    expect(errors).toMatch(reason);
    expect(git(dir, 'status', '--porcelain')).toBe('');
  });

  it('where a folder of the site is a link', async () => {
    const { dir } = await addedSite('other handlers');
    renameSync(join(dir, 'src'), join(dir, 'elsewhere'));
    symlinkSync('elsewhere', join(dir, 'src'));
    commitAll(dir);

    const { code, errors } = await ran(runRemove, dir);

    expect(code).toBe(1);
    expect(errors).toContain('src:1  It is a symbolic link to elsewhere, and links are not followed');
  });

  it('in changes that are not committed', async () => {
    const { dir } = await addedSite('other handlers');
    writeFileSync(join(dir, 'src/pages/masterPage.js'), '');

    const { code, errors } = await ran(runRemove, dir);

    expect(code).toBe(1);
    expect(errors).toContain('changes that are not committed (src/pages/masterPage.js)');
  });

  it('in this repository', async () => {
    const { code, errors } = await ran(runRemove, root, { isDryRun: true });

    expect(code).toBe(1);
    expect(errors).toContain('This is the repository of order events itself');
  });
});

it('starts no program that the settings of a repository name', async () => {
  const { dir } = await addedSite('other handlers');
  execFileSync('git', ['-C', dir, 'config', 'core.fsmonitor', `touch ${join(dir, '.git/started')};`]);

  await ran(runRemove, dir, { isDryRun: false });

  expect(() => readFileSync(join(dir, '.git/started'))).toThrow('ENOENT');
});
