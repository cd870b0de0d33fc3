import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { writeFiles } from '../../tools/repository/write-files.ts';
import { planAdd } from '../../tools/site/add/plan-add.ts';
import { readSite } from '../../tools/site/check/read-site.ts';
import { rehearseSite } from '../../tools/site/rehearse/rehearse-site.ts';
import { findWixCli, runWixCli } from '../../tools/site/rehearse/run-wix-cli.ts';
import { isPassed } from '../../tools/site/run-rehearse.ts';
import { cleanUp, makeSite } from '../emulator/site-fixture.ts';
import { root } from '../tools/site/clean-site.ts';
import { siteLayouts } from '../tools/site/site-layouts.ts';

const started: ChildProcess[] = [];
const servers: Server[] = [];

afterEach(async () => {
  for (const child of started.splice(0)) {
    // It takes the Wix CLI with it.
    if (child.kill('SIGTERM')) await once(child, 'close');
  }
  for (const server of servers.splice(0)) server.close();
  cleanUp();
});

function addTo(files: Readonly<Record<string, string>>): string {
  const dir = makeSite({ ...files });
  const site = readSite(dir);
  const plan = site && planAdd(site, root);
  if (plan?.kind !== 'plan') throw new Error('Order events cannot be added.');
  writeFiles(dir, plan.changes);
  return dir;
}

it.each(Object.entries(siteLayouts))('a site with %s runs as uploaded by the Wix CLI', async (_, files) => {
  const rehearsal = await rehearseSite(addTo(files), root);

  expect(rehearsal).toMatchObject({ kind: 'uploaded', differences: [] });
  expect(isPassed(rehearsal)).toBe(true);
});

it('uploads package.json beside wix.lock', async () => {
  const rehearsal = await rehearseSite(addTo({ ...siteLayouts['other handlers'], 'wix.lock': '{}' }), root);

  const paths = rehearsal.kind === 'uploaded' ? rehearsal.files.map(({ path }) => path) : [];
  expect(paths.filter((path) => !path.startsWith('src/'))).toEqual(['package.json', 'wix.lock']);
  expect(isPassed(rehearsal)).toBe(true);
});

it('does not pass when a handler fails as uploaded', async () => {
  const dir = addTo(siteLayouts['no events file'] ?? {});
  writeFileSync(join(dir, 'src/backend/notification-rules.js'), "throw new Error('broken');\n");

  const rehearsal = await rehearseSite(dir, root);

  expect(rehearsal).toMatchObject({ kind: 'uploaded', differences: [] });
  expect(isPassed(rehearsal)).toBe(false);
});

it('says what the Wix CLI says when it fails, and writes nothing to the site', async () => {
  const dir = makeSite({ 'wix.config.json': '{ "siteId": 1 }', 'src/backend/events.js': '' });

  const rehearsal = await rehearseSite(dir, root);

  expect(rehearsal).toMatchObject({ kind: 'failed', command: 'wix preview --source local' });
  expect(existsSync(join(dir, '.wix'))).toBe(false);
});

it('ends the Wix CLI and tidies up when it is stopped', async () => {
  const temporary = makeSite({ '.keep': '' });
  const child = spawn(process.execPath, [join(root, 'bin/order-events.js'), 'site', 'rehearse'], {
    env: { PATH: process.env['PATH'], TMPDIR: temporary, NODE_DISABLE_COMPILE_CACHE: '1' },
    stdio: 'ignore',
  });
  started.push(child);
  const ended = once(child, 'close');
  const folders = (): string[] => readdirSync(temporary).filter((name) => name.startsWith('order-events-rehearsal-'));
  // The CLI keeps its login there, and then goes on to the upload.
  while (child.exitCode === null && !folders().some((name) => existsSync(join(temporary, name, 'home/.wix')))) {
    await setTimeout(50);
  }

  child.kill('SIGTERM');
  const [code] = (await ended) as [number | null];

  expect(code).toBe(143);
  expect(folders()).toEqual([]);
});

it('ends a Wix CLI that is not answered', async () => {
  const dir = makeSite({ 'home/.keep': '' });
  const silent = createServer().listen(0, '127.0.0.1');
  servers.push(silent);
  await once(silent, 'listening');
  const place = {
    root,
    cli: findWixCli([root]).folder,
    siteDir: dir,
    homeDir: join(dir, 'home'),
    proxyUrl: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    certificateFile: '',
    refusedFile: join(dir, 'refused'),
    timeoutMs: 4_000,
  };

  const { isPassed: isDone, output } = await runWixCli(['login', '--api-key', 'rehearsal'], place);

  expect(isDone).toBe(false);
  expect(output).toContain('The Wix CLI did not end within 4 seconds.');
});
