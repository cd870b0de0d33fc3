import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { bundleProgram } from '../../../../tools/build/rehearsal-process.ts';
import { belowFloor, isWhole, type JudgedSite } from '../../../../tools/site/emulator-corpus/judge-site.ts';
import { loadSite } from '../../../../tools/site/emulator-corpus/load-site.ts';
import { cleanUp, makeSite } from '../../../emulator/site-fixture.ts';
import { root } from '../clean-site.ts';
import { git, makeGitSite } from '../site-layouts.ts';

const programs = makeSite({});
const program = join(programs, 'load.mjs');

beforeAll(async () => {
  await bundleProgram(root, 'tools/site/emulator-corpus/load-in-process.ts', program, []);
});
afterAll(cleanUp);

const wholeSite = {
  'package.json': '{ "dependencies": { "slug": "1.0.0" } }',
  'src/backend/http-functions.js': `import { ok } from 'wix-http-functions';
import wixData from 'wix-data';
export async function get_guests() { return ok({ body: { guests: await wixData.query('Guests').count() } }); }
export function post_wait() { return new Promise((resolve) => setTimeout(resolve, 60_000)); }`,
  'src/backend/guests.jsw': `import slug from 'slug';
import { loyalty } from 'wix-loyalty-backend';
export function names() { return [slug('An Apple')]; }
export function points() { return loyalty.accounts(); }
export function rename(guest) { return guest; }`,
};
const faultySite = {
  'src/backend/events.js': `import { gone } from 'backend/half'; export function wixEcom_onOrderUpdated() { gone(); }`,
  'src/backend/half.js': 'export function half( {',
};

function load(files: Record<string, string>): ReturnType<typeof loadSite> {
  return loadSite('an/agency', makeSite(files), { root, workDir: makeSite({}), program });
}

async function judged(files: Record<string, string>): Promise<JudgedSite> {
  const loaded = await load(files);
  if (loaded.kind !== 'loaded') throw new Error(JSON.stringify(loaded));
  return loaded.site;
}

it('loads the files of a site, and calls its HTTP functions and the functions that take nothing', async () => {
  const { files, failed, calls } = await judged(wholeSite);

  expect({ files, failed }).toEqual({ files: 2, failed: [] });
  expect(calls.map(({ file, name, trouble }) => [file, name, trouble?.code])).toEqual([
    ['backend/guests.jsw', 'names', undefined],
    ['backend/guests.jsw', 'points', 'NOT_EMULATED'],
    ['backend/http-functions.js', 'get_guests', undefined],
    ['backend/http-functions.js', 'post_wait', 'LATE'],
  ]);
});

it('blames a site for what the check finds in a file that does not load, or in one that it imports', async () => {
  const site = await judged(faultySite);

  expect(site.failed.map(({ file, reason }) => [file, reason.kind === 'own-fault' && reason.fault.file])).toEqual([
    ['backend/events.js', 'src/backend/half.js'],
    ['backend/half.js', 'src/backend/half.js'],
  ]);
  expect(isWhole(site)).toBe(true);
});

it('does not blame a site for an error that the check does not find', async () => {
  const site = await judged({ 'src/backend/events.js': 'absent();' });

  expect(site.failed).toMatchObject([{ reason: { kind: 'throws', trouble: { code: 'ReferenceError' } } }]);
  expect(isWhole(site)).toBe(false);
});

it('lets code that leaves the emulator read nothing of this computer', async () => {
  const site = await judged({
    'src/backend/peek.js': `const host = Buffer.constructor('return process')();
export const own = () => host.getBuiltinModule('fs').readFileSync('input.json', 'utf8').length > 0;
export const other = () => host.getBuiltinModule('fs').readFileSync(${JSON.stringify(join(root, 'package.json'))});`,
  });

  expect(site.calls.map(({ name, trouble }) => [name, trouble?.code])).toEqual([
    ['other', 'ERR_ACCESS_DENIED'],
    ['own', undefined],
  ]);
});

it('says so when a site has no backend', async () => {
  expect(await load({ 'wix.config.json': '{}' })).toEqual({ kind: 'no-backend' });
});

it('is below the floor with too few files or too few sites', () => {
  const failed = [
    { file: 'backend/a.js', reason: { kind: 'throws', trouble: { code: 'Error', message: '' } } },
  ] as const;
  const whole = { repository: 'a/a', files: 9, failed: [], calls: [] };
  const broken = { repository: 'b/b', files: 1, failed, calls: [] };

  expect(belowFloor([whole, broken], { files: 0.9, sites: 0.5 })).toEqual([]);
  expect(belowFloor([whole, broken], { files: 0.91, sites: 0.51 })).toEqual([
    '9 of 10 files load; the floor is 91.0 %',
    '1 of 2 sites load but for their own faults; the floor is 51.0 %',
  ]);
});

it('fetches the sites with Git, prints a row for each and for all, and ends with 1 below the floor', () => {
  const hub = makeSite({});
  const sites = [
    { repository: 'an/agency', files: wholeSite },
    { repository: 'a/baker', files: faultySite },
  ].map(({ repository, files }) => {
    const origin = makeGitSite(files);
    git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    mkdirSync(join(hub, repository, '..'), { recursive: true });
    symlinkSync(join(origin, '.git'), join(hub, `${repository}.git`));
    return { repository, commit: git(origin, 'rev-parse', 'HEAD').trim(), paths: ['package.json', 'src/'] };
  });
  const list = join(makeSite({}), 'sites.json');
  writeFileSync(list, JSON.stringify(sites));

  const run = (...args: string[]): { readonly status: number | null; readonly rows: string[] } => {
    const command = ['node_modules/tsx/dist/cli.mjs', 'tools/site/emulator-corpus/main.ts', '--list', list];
    const { status, stdout } = spawnSync(process.execPath, [...command, ...args], { cwd: root, encoding: 'utf8' });
    return { status, rows: stdout.split('\n').map((row) => row.replaceAll(/ +/g, ' ')) };
  };
  const fetched = run('--origin', `file://${hub}`, '--min-sites', '2', '--floor', '0.5');

  expect(fetched.rows).toContain(' an/agency 2 2 0 0 0 4 2 1 1');
  expect(fetched.rows).toContain(' a/baker 2 0 2 0 0 0 0 0 0');
  expect(fetched.rows).toContain(' all 4 2 2 0 0 4 2 1 1');
  expect(fetched.rows).toContain('1 × not emulated: wix-loyalty-backend loyalty.accounts');
  expect(fetched.status).toBe(0);
  expect(run('--from', makeSite({}))).toEqual(expect.objectContaining({ status: 1 }));
});

it('is run every night', () => {
  expect(readFileSync(join(root, '.github/workflows/nightly.yml'), 'utf8')).toContain('npm run emulator-corpus');
});
