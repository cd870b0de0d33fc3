import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  checkCorpusSite,
  countFindings,
  doubtfulErrors,
  outdatedErrors,
} from '../../../../tools/site/corpus/check-corpus.ts';
import { readSites, readTrueErrors } from '../../../../tools/site/corpus/corpus-site.ts';
import { fetchSite } from '../../../../tools/site/corpus/fetch-site.ts';
import { cleanUp, makeSite } from '../../../emulator/site-fixture.ts';
import { root } from '../clean-site.ts';
import { git, makeGitSite } from '../site-layouts.ts';

afterEach(cleanUp);

const CORPUS = join(root, 'tools/site/corpus');
const JOBS =
  '{ "jobs": [{ "functionLocation": "/gone.js", "functionName": "a", "executionConfig": { "time": "08:00" } }] }';
const files = {
  'src/backend/events.js': 'export function wixEcom_onOrderUpdate() {}\n',
  'src/backend/jobs.config': JOBS,
};

it('has at least forty sites, each once, and a reason for each error that is known to be true', () => {
  const sites = readSites(join(CORPUS, 'sites.json')).map(({ repository }) => repository);

  expect(new Set(sites).size).toBe(sites.length);
  expect(sites.length).toBeGreaterThanOrEqual(40);
  for (const { repository } of readTrueErrors(join(CORPUS, 'true-errors.json'))) expect(sites).toContain(repository);
});

it('fails for an error that is not known to be true, and names entries that are outdated', async () => {
  const result = await checkCorpusSite('an/agency', makeSite(files), root);
  const findings = result?.findings ?? [];
  const known = { repository: 'an/agency', code: 'job-file-missing', file: 'src/backend/jobs.config', reason: 'Gone.' };

  expect(doubtfulErrors(findings, []).map(({ code, file, line }) => `${file}:${line} ${code}`)).toEqual([
    'src/backend/jobs.config:1 job-file-missing',
  ]);
  expect(doubtfulErrors(findings, [known])).toEqual([]);
  expect(outdatedErrors(findings, [known, { ...known, repository: 'another/agency' }])).toEqual([
    { ...known, repository: 'another/agency' },
  ]);
});

it('counts findings by severity and code, those that are shown by default apart', async () => {
  const result = await checkCorpusSite('an/agency', makeSite(files), root);

  expect(countFindings(result?.findings ?? []).map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
    'error job-file-missing 0 1',
    'warning undocumented-handler 1 1',
    'warning wix-config-missing 0 1',
  ]);
});

it('fetches the paths of a site at its commit, and nothing else of it', async () => {
  const origin = makeGitSite({ ...files, 'docs/notes.md': 'Notes.\n' });
  git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  git(origin, 'config', 'uploadpack.allowFilter', 'true');
  const commit = git(origin, 'rev-parse', 'HEAD').trim();
  const hub = makeSite({});
  execFileSync('mkdir', ['-p', join(hub, 'an')]);
  execFileSync('ln', ['-s', join(origin, '.git'), join(hub, 'an/agency.git')]);
  const dir = join(makeSite({}), 'an__agency');
  const site = { repository: 'an/agency', commit, paths: ['package.json', 'src/'] };

  expect(await fetchSite(site, dir, `file://${hub}`)).toEqual({ kind: 'fetched', dir });
  expect(readFileSync(join(dir, 'src/backend/jobs.config'), 'utf8')).toBe(JOBS);
  expect(existsSync(join(dir, 'docs'))).toBe(false);
  // The second time nothing is asked for.
  expect(await fetchSite(site, dir, 'file:///nowhere')).toEqual({ kind: 'fetched', dir });
});

it('says why a site cannot be fetched, and leaves nothing behind', async () => {
  const dir = join(makeSite({}), 'an__agency');
  const site = { repository: 'an/agency', commit: '0'.repeat(40), paths: ['src/'] };

  const fetched = await fetchSite(site, dir, 'file:///nowhere');

  expect(fetched).toMatchObject({ kind: 'failed', reason: expect.stringContaining('nowhere') as string });
  expect(existsSync(dir)).toBe(false);
});
