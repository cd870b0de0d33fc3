import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';

import { runAdd } from '../../../tools/site/run-add.ts';
import { runRemove } from '../../../tools/site/run-remove.ts';
import { runUpgrade } from '../../../tools/site/run-upgrade.ts';
import { cleanUp, makeSite } from '../../emulator/site-fixture.ts';
import { root } from './clean-site.ts';
import { commitAll, git, makeGitSite, siteLayouts } from './site-layouts.ts';

afterEach(cleanUp);

interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function ran(run: typeof runAdd, dir: string, packageRoot: string = root): Promise<Ran> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await run(
    { dir, isDryRun: false, isJson: false },
    {
      root: packageRoot,
      cwd: '/',
      colors: pc.createColors(false),
      print: (text) => void output.push(text),
      note: (text) => void errors.push(text),
    },
  );
  return { code, output: output.join('\n'), errors: errors.join('\n') };
}

const BACKEND = 'src/backend';

/** A copy of what `site add` takes from this package, as an earlier version had it. */
function earlierPackage(): string {
  const folder = makeSite({ 'package.json': readFileSync(join(root, 'package.json'), 'utf8') });
  mkdirSync(join(folder, BACKEND), { recursive: true });
  for (const name of readdirSync(join(root, BACKEND)).filter((one) => /\.(js|d\.ts|config)$/.test(one))) {
    copyFileSync(join(root, BACKEND, name), join(folder, BACKEND, name));
    edit(folder, `${BACKEND}/${name}`, (text) =>
      text.replace('wix-order-events 0.1.0 (2026-11-27)', 'wix-order-events 0.0.9 (2026-01-02)'),
    );
  }
  edit(folder, `${BACKEND}/jobs.js`, (text) => text.replace('Hourly', 'Sometimes'));
  // A handler that this version has and that one had not.
  edit(folder, `${BACKEND}/order-events.js`, (text) => text.replaceAll('wixEcom_onOrderApproved', 'wixEcom_onNothing'));
  return folder;
}

function edit(dir: string, path: string, change: (text: string) => string): void {
  writeFileSync(join(dir, path), change(readFileSync(join(dir, path), 'utf8')));
}

/** A site with order events of the earlier version; `before` is the commit before that. */
async function earlierSite(layout = 'other handlers'): Promise<{ readonly dir: string; readonly before: string }> {
  const dir = makeGitSite(siteLayouts[layout] ?? {});
  const before = git(dir, 'rev-parse', 'HEAD').trim();
  await ran(runAdd, dir, earlierPackage());
  edit(dir, `${BACKEND}/events.js`, (text) =>
    text
      .replace(/\nexport function wixEcom_onOrderApproved[^]*?\n}\n/, '')
      .replace(/\nexport function wixEcom_onOrderCanceled[^]*?\n}\n/, ''),
  );
  commitAll(dir);
  return { dir, before };
}

it('renews what is as it was added, adds new handlers, and leaves rules and what was taken out alone', async () => {
  const { dir } = await earlierSite();
  edit(dir, `${BACKEND}/notification-rules.js`, (text) => text.replace("'UTC'", "'Europe/Lisbon'"));
  commitAll(dir);

  const { code, output, errors } = await ran(runUpgrade, dir);

  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(output).toContain(`Order events 0.0.9 (2026-01-02) becomes 0.1.0 (2026-11-27)
  renewed: src/backend/order-events.js, src/backend/order-events-on-demand.js, src/backend/order-events.d.ts, src/backend/notifications.web.js, src/backend/jobs.js, src/backend/reconcile-orders.js, src/backend/email-templates.js, src/backend/events.js
  new handlers: wixEcom_onOrderApproved
  yours, and kept: src/backend/notification-rules.js
`);
  expect(readFileSync(join(dir, BACKEND, 'jobs.js'), 'utf8')).toMatch(
    /^\/\/ Part of wix-order-events 0\.1\.0[^]*Hourly/,
  );
  expect(readFileSync(join(dir, BACKEND, 'notification-rules.js'), 'utf8')).toContain("'Europe/Lisbon'");
  const events = readFileSync(join(dir, BACKEND, 'events.js'), 'utf8');
  expect(events).toContain("handleOrderEvent('wixEcom_onOrderApproved', event, site)");
  expect(events).not.toContain('wixEcom_onOrderCanceled');
});

it('changes nothing the second time', async () => {
  const { dir } = await earlierSite();
  await ran(runUpgrade, dir);
  commitAll(dir);

  expect(await ran(runUpgrade, dir)).toEqual({
    code: 0,
    errors: '',
    output: 'Order events is of this version already: nothing to change.',
  });
});

it('can be taken out again afterwards, byte for byte', async () => {
  const { dir, before } = await earlierSite('jobs and files of our names');
  await ran(runUpgrade, dir);
  commitAll(dir);

  await ran(runRemove, dir);

  expect(git(dir, 'diff', '--stat', before)).toBe('');
});

it('adds the types to a site that has none, and leaves a file of their name alone that the owner wrote', async () => {
  const bare = await earlierSite();
  rmSync(join(bare.dir, BACKEND, 'order-events.d.ts'));
  commitAll(bare.dir);
  const own = await earlierSite();
  writeFileSync(join(own.dir, BACKEND, 'order-events.d.ts'), '// Mine.\n');
  commitAll(own.dir);

  await ran(runUpgrade, bare.dir);
  await ran(runUpgrade, own.dir);

  expect(readFileSync(join(bare.dir, BACKEND, 'order-events.d.ts'), 'utf8')).toContain('export declare const shop');
  expect(readFileSync(join(own.dir, BACKEND, 'order-events.d.ts'), 'utf8')).toBe('// Mine.\n');
});

it('keeps a file that the owner changed and of which this version has no news', async () => {
  const { dir } = await earlierSite();
  edit(dir, `${BACKEND}/notifications.web.js`, (text) => `${text}// Mine.\n`);
  commitAll(dir);

  const { output } = await ran(runUpgrade, dir);

  expect(output).toContain('  yours, and kept: src/backend/notifications.web.js\n');
  expect(readFileSync(join(dir, BACKEND, 'notifications.web.js'), 'utf8')).toMatch(/ 0\.0\.9 [^]*\/\/ Mine\.\n$/);
});

it('changes nothing where the owner and this version changed the same file', async () => {
  const { dir } = await earlierSite();
  edit(dir, `${BACKEND}/jobs.js`, (text) => text.replace('Sometimes', 'Now and then'));
  commitAll(dir);

  const { code, errors } = await ran(runUpgrade, dir);

  expect(code).toBe(1);
  expect(errors).toContain(
    'src/backend/jobs.js:1  It was changed since it was added by 0.0.9 (2026-01-02), and this version has it otherwise',
  );
  expect(git(dir, 'status', '--porcelain')).toBe('');
});

it('does not bring back the reconcile job that the owner deleted', async () => {
  const { dir } = await earlierSite();
  rmSync(join(dir, BACKEND, 'reconcile-orders.js'));
  edit(dir, `${BACKEND}/jobs.config`, (text) => text.replace(/,\n {4}\{\n[^{]*"reconcileOrders"[^}]*\}\n {4}\}/, ''));
  expect(readFileSync(join(dir, BACKEND, 'jobs.config'), 'utf8')).not.toContain('reconcileOrders');
  commitAll(dir);

  await ran(runUpgrade, dir);

  expect(readdirSync(join(dir, BACKEND))).not.toContain('reconcile-orders.js');
});

it('stops in a site without order events', async () => {
  const dir = makeGitSite(siteLayouts['other handlers'] ?? {});

  const { code, errors } = await ran(runUpgrade, dir);

  expect(code).toBe(1);
  expect(errors).toContain('Order events is not there');
});
