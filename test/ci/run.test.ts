import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root, temporaryFolder } from '../flow/run-cli.ts';

const steps = [
  'browser',
  'PostgreSQL',
  'install',
  'test',
  'PostgreSQL tests',
  'browser tests',
  'package tests',
  'email pictures',
  'check',
];

const folder = temporaryFolder();
const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` };

mkdirSync(join(folder, '.ci'));
mkdirSync(join(folder, 'bin'));
copyFileSync(join(root, '.ci/run'), join(folder, '.ci/run'));
for (const name of ['chromium', 'initdb']) writeFileSync(join(folder, 'bin', name), '#!/bin/sh\n', { mode: 0o755 });

/** Puts a script in the place of npm. */
function npmIs(script: string): void {
  writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

function outcomesOf(output: string): string[][] {
  const [, summary = ''] = output.split('== summary\n');
  const lines = summary.trimEnd().split('\n');
  return lines.map((line) => /^(.+?) {2,}(.+?)(?: {2}\d+ s)?$/.exec(line)?.slice(1) ?? [line]);
}

function run(): { readonly status: number | null; readonly outcomes: string[][] } {
  const { status, stdout } = spawnSync('bash', [join(folder, '.ci/run')], { env, encoding: 'utf8' });
  return { status, outcomes: outcomesOf(stdout) };
}

it('succeeds when every step does', () => {
  npmIs('exit 0');

  expect(run()).toEqual({ status: 0, outcomes: steps.map((step) => ['ok', step]) });
});

it('runs and lists every step when the installation and all after it fail', () => {
  npmIs('exit 3');

  const { status, outcomes } = run();

  expect(status).toBe(1);
  expect(outcomes).toEqual(steps.map((step, index) => [index < 2 ? 'ok' : 'FAILED', step]));
});

it('goes on after a step that was killed, and says so', () => {
  npmIs('case "$*" in *postgres*) kill -9 $$ ;; esac');

  const { status, outcomes } = run();

  expect(status).toBe(1);
  expect(outcomes).toEqual(steps.map((step) => [step === 'PostgreSQL tests' ? 'KILLED 9' : 'ok', step]));
});

it('lists what it did when it is told to end during a step', async () => {
  npmIs('case "$*" in ci*) ;; *) echo begun; exec sleep 600 ;; esac');
  const child = spawn('bash', [join(folder, '.ci/run')], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
    if (output.endsWith('begun\n')) child.kill('SIGTERM');
  });

  const [code] = (await once(child, 'close')) as [number | null];

  expect(code).toBe(1);
  expect(outcomesOf(output)).toEqual([
    ['ok', 'browser'],
    ['ok', 'PostgreSQL'],
    ['ok', 'install'],
    ['ENDED', 'test'],
  ]);
});
