import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root, runCli, temporaryFolder } from './run-cli.ts';

const siteRoot = temporaryFolder();
const backend = join(siteRoot, 'src/backend');
const fire = ['event', 'fire', 'wixEcom_onOrderUpdated', '--fresh'];

beforeEach(() => {
  rmSync(join(siteRoot, 'src'), { recursive: true, force: true });
  mkdirSync(backend, { recursive: true });
  for (const name of ['payloads', 'package.json']) cpSync(join(root, name), join(siteRoot, name), { recursive: true });
});

describe('a site that is not as it should be', () => {
  it('is not built: the error says how to build it', async () => {
    const { exitCode, stderr } = await runCli(fire, { siteRoot });

    expect(exitCode).toBe(1);
    expect(stderr).toContain('has no events.js, so there is nothing to run. Build it: npm run build');
  });

  it('has no such handler: the error names those that it has', async () => {
    writeFileSync(join(backend, 'events.js'), 'export function wixEvents_onOrderUpdated() {}');

    const { exitCode, stderr } = await runCli(fire, { siteRoot });

    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'src/backend/events.js exports no function wixEcom_onOrderUpdated. It exports wixEvents_onOrderUpdated.\n',
    );
  });

  it('throws: the report has the error, and no stack hides it', async () => {
    writeFileSync(
      join(backend, 'events.js'),
      "export function wixEcom_onOrderUpdated() { throw new Error('no luck'); }",
    );

    const { exitCode, stdout } = await runCli(fire, { siteRoot });

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/\n {2}threw +Error: no luck\n/);
  });

  it('returns nothing: the report says so', async () => {
    writeFileSync(join(backend, 'events.js'), 'export function wixEcom_onOrderUpdated() {}');

    const { exitCode, stdout } = await runCli(fire, { siteRoot });

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/\n {2}no-outcome +The handler returned nothing to show/);
  });
});

it('refuses a state that is no state, and says what to do', async () => {
  const folder = join(siteRoot, 'state');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'state.sqlite'),
    'this is no database, but it is long enough to be looked at as one. '.repeat(20),
  );

  const { exitCode, stderr } = await runCli(['outbox', 'list', '--state', folder]);

  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/cannot be opened: .*\. Remove it, or use --fresh or --state\.\n$/);
});
