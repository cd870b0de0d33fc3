import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { parseJsonObject } from '../../../tools/workbench/payload/json.ts';
import { cleanUp, makeSite } from '../../emulator/site-fixture.ts';
import { runCli } from '../../flow/run-cli.ts';
import { root } from './clean-site.ts';
import { commitAll, git, makeGitSite, siteLayouts } from './site-layouts.ts';

afterEach(cleanUp);

// A pipe would block this process for good, so the command runs in one that can be ended.
const PATIENCE_MS = 60_000;
const files = siteLayouts['one of our handlers'] ?? {};
const typeScript = siteLayouts['TypeScript compiled into src'] ?? {};
const commands = ['check', 'add', 'upgrade', 'remove', 'rehearse'] as const;

function command(name: string, dir: string): { readonly code: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin/order-events.js'), 'site', name, dir],
    {
      encoding: 'utf8',
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
    },
  );
  return { code: status, output: stdout + stderr };
}

/** Puts something in the place of a file or folder. */
function replaceBy(dir: string, path: string, make: (place: string) => void): void {
  const place = join(dir, path);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(dirname(place), { recursive: true });
  make(place);
}

/** Everything in a folder besides Git's own, with the texts of the files. */
function snapshot(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter(({ parentPath, name }) => !`${parentPath}/${name}`.includes('/.git'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path} ${entry.isFile() ? readFileSync(path, 'utf8').slice(0, 10_000) : ''}`;
    })
    .sort();
}

async function stopped(name: string, dir: string): Promise<string> {
  const { exitCode, stdout, stderr } = await runCli(['site', name, dir]);
  expect(exitCode).toBe(1);
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
  return stdout + stderr;
}

describe('a repository with pipes in all places that are read', () => {
  const places = [
    'package.json',
    'src/backend/data.js',
    'src/backend/emails/order-paid/en.mjml',
    'src/backend/events.js',
    'src/backend/jobs.config',
    'src/public/page.js',
    'wix.config.json',
    'wix.lock',
  ];

  it.each(commands)('ends site %s with a finding', (name) => {
    const dir = makeGitSite({ ...files, 'src/backend/order-events.js': '' });
    for (const path of [...places, 'tsconfig.json']) replaceBy(dir, path, (place) => execFileSync('mkfifo', [place]));

    const { code, output } = command(name, dir);

    expect(code).toBe(1);
    expect(output).not.toMatch(/^\s+at /m);
    const named = places.filter((path) => output.includes(path));
    // The rehearsal names the first thing in its way.
    expect(named).toEqual(name === 'rehearse' ? ['src/backend/data.js'] : places);
    expect(output).toContain('It is a named pipe, and neither a file nor a folder');
  });

  it('ends site add at a tsconfig.json that is one', () => {
    const dir = makeGitSite(files);
    replaceBy(dir, 'tsconfig.json', (place) => execFileSync('mkfifo', [place]));

    expect(command('add', dir)).toEqual({
      code: 1,
      output: expect.stringContaining('tsconfig.json:1  It is a named pipe, and neither a file nor a folder'),
    });
  });
});

describe.each([['src'], ['src/backend'], ['src/backend/events.js'], ['package.json']])(
  'a repository whose %s is a link out of it',
  (path) => {
    it.each(commands)('is refused by site %s, and what the link leads to stays as it is', async (name) => {
      const dir = makeGitSite({ ...files, 'src/pages/masterPage.js': '' });
      const outside = makeSite({ 'mark.txt': '' });
      renameSync(join(dir, path), join(outside, 'theirs'));
      symlinkSync(join(outside, 'theirs'), join(dir, path));
      commitAll(dir);
      const before = snapshot(outside);

      const output = await stopped(name, dir);

      expect(output).toContain(path);
      expect(output).toContain(`It is a symbolic link to ${join(outside, 'theirs')}, and links are not followed`);
      expect(snapshot(outside)).toEqual(before);
      expect(git(dir, 'status', '--porcelain')).toBe('');
    });
  },
);

it.each([
  ['a dangling link', (place: string) => symlinkSync('nowhere.js', place), 'It is a symbolic link to nowhere.js'],
  ['a link to a device', (place: string) => symlinkSync('/dev/zero', place), 'It is a symbolic link to /dev/zero'],
  [
    'a file of 8 GB',
    (place: string) => {
      writeFileSync(place, '');
      truncateSync(place, 2 ** 33);
    },
    'It has 8589934592 bytes, and files up to 10000000 are read',
  ],
  ['a folder', (place: string) => mkdirSync(place), 'It is a folder, and a file is expected'],
])('%s in place of package.json ends every command with a finding', async (_, make, what) => {
  for (const name of ['check', 'add', 'remove'] as const) {
    const dir = makeGitSite(files);
    replaceBy(dir, 'package.json', make);

    const output = await stopped(name, dir);

    expect(output).toContain('package.json');
    expect(output).toContain(what);
  }
});

it('is checked as far as it can be read', async () => {
  const dir = makeSite({ ...files, 'src/backend/events.js': 'export function (' });
  symlinkSync('/etc/passwd', join(dir, 'src/backend/users.js'));

  const { exitCode, stdout } = await runCli(['site', 'check', dir, '--json']);

  const { findings } = parseJsonObject(stdout);
  const shown = (Array.isArray(findings) ? findings : []).flatMap((one) =>
    isJsonObject(one) ? [[one['file'], one['code']]] : [],
  );
  expect(exitCode).toBe(1);
  expect(shown).toContainEqual(['src/backend/users.js', 'file-not-read']);
  expect(shown).toContainEqual(['src/backend/events.js', 'syntax-error']);
  expect(stdout).not.toContain('root:');
});

describe('TypeScript that is compiled into src', () => {
  it.each([
    ['a link to sources outside', 'app', 'app'],
    ['a link to an events file outside', 'app/backend/events.ts', 'app/backend/events.ts'],
  ])('is not edited behind %s', async (_, path, named) => {
    const dir = makeGitSite(typeScript);
    const outside = makeSite({ 'mark.txt': '' });
    renameSync(join(dir, path), join(outside, 'theirs'));
    symlinkSync(join(outside, 'theirs'), join(dir, path));
    commitAll(dir);
    const before = snapshot(outside);

    expect(await stopped('add', dir)).toContain(`${named}:1  It is a symbolic link to ${join(outside, 'theirs')}`);

    expect(snapshot(outside)).toEqual(before);
    expect(git(dir, 'status', '--porcelain')).toBe('');
  });

  it.each([
    ['a device', '/dev/zero'],
    ['a file outside of the repository', '../tsconfig.json'],
  ])('is not looked for in a tsconfig.json that extends %s', async (_, extended) => {
    const dir = makeGitSite({ ...files, 'tsconfig.json': JSON.stringify({ extends: extended }) });

    expect(await stopped('add', dir)).toMatch(
      /^ {2}tsconfig\.json:1 {2}It extends \S+, which is not read: It is outside/m,
    );
  });

  it('is found by what a tsconfig.json includes', async () => {
    const { 'tsconfig.json': _, ...others } = typeScript;
    const config = { compilerOptions: { outDir: 'src' }, include: ['./app/**/*.ts'] };
    const dir = makeGitSite({ ...others, 'tsconfig.json': JSON.stringify(config) });

    const { stdout } = await runCli(['site', 'add', dir, '--dry-run']);

    expect(stdout).toContain('+++ b/app/backend/events.ts');
  });

  it('is found where a tsconfig.json names nothing', async () => {
    const { 'tsconfig.json': _, ...others } = typeScript;
    const dir = makeGitSite({
      ...others,
      'tsconfig.json': '{ "extends": "./base" }',
      'base.json': '{ "compilerOptions": { "outDir": "src" } }',
    });

    const { stdout } = await runCli(['site', 'add', dir, '--dry-run']);

    expect(stdout).toContain('+++ b/app/backend/events.ts');
  });
});

describe('an email template', () => {
  const template = (include: string): string =>
    `<mjml><mj-head><mj-title>Paid</mj-title></mj-head><mj-body><mj-include path="${include}" /></mj-body></mjml>`;

  it.each(['/dev/zero', '../../../../../../../../../../../../dev/zero', '../../../../../../../../../../etc/passwd'])(
    'does not include %s',
    async (include) => {
      const dir = makeSite({ ...files, 'src/backend/emails/order-paid/en.mjml': template(include) });

      const output = await stopped('check', dir);

      expect(output).toContain('src/backend/emails/order-paid/en.mjml:1');
      expect(output).not.toContain('root:');
    },
  );
});
