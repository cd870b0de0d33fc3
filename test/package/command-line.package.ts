import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root, runCli } from '../flow/run-cli.ts';
import { cleanUp } from '../emulator/site-fixture.ts';
import { commitAll, git, makeGitSite, siteLayouts } from '../tools/site/site-layouts.ts';
import {
  ended,
  installPackage,
  runInstalled,
  sizeOf,
  startInstalled,
  type Ended,
  type InstalledPackage,
} from './installed-package.ts';

const NAME = '@wix-order-events/cli';
const MEGABYTE = 1024 * 1024;

let installed: InstalledPackage;

beforeAll(() => {
  installed = installPackage();
});

afterEach(cleanUp);

afterAll(() => installed.remove());

async function run(argv: readonly string[], cwd = installed.folder): Promise<Ended> {
  return await runInstalled(installed, argv, cwd);
}

/** A folder beside the installed package in which nothing is. */
function emptyFolder(): string {
  const folder = join(installed.folder, '..', 'used');
  mkdirSync(folder, { recursive: true });
  return mkdtempSync(join(folder, 'one-'));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((file) => statSync(file).isFile());
}

describe('what is installed', () => {
  it('is smaller than 60 MB', () => {
    const megabytes = sizeOf(join(installed.folder, 'node_modules')) / MEGABYTE;

    expect(megabytes).toBeLessThan(60);
  });

  it('is the package and what brings native files', () => {
    const names = readdirSync(join(installed.folder, 'node_modules')).filter((name) => !name.startsWith('.'));

    expect(names).toEqual(['@esbuild', '@libsql', '@neon-rs', '@wix-order-events', 'detect-libc', 'esbuild', 'libsql']);
  });

  it('has the notices of what is bundled', () => {
    const notices = readFileSync(join(installed.root, 'THIRD-PARTY-NOTICES.txt'), 'utf8');

    const bundled = ['boolbase', 'commander', 'preact', 'typescript'];
    const named = bundled.filter((name) =>
      new RegExp(`^${name} [\\d.]+\n(ISC|MIT|Apache-2.0)\\b.*\n\n\\S`, 'm').test(notices),
    );

    expect(named).toEqual(bundled);
  });

  it('names no command that would fetch another package', () => {
    const wrong = filesBelow(installed.root).filter((file) =>
      /node bin\/order-events\.js|npm start/.test(readFileSync(file, 'utf8')),
    );

    expect(wrong).toEqual([]);
  });

  it('has every document that a command names', () => {
    const code = filesBelow(join(installed.root, 'lib')).map((file) => readFileSync(file, 'utf8'));
    const named = new Set(code.flatMap((text) => text.match(/\bdocs\/[\w-]+\.md/g) ?? []));

    const ours = [...named].filter((file) => existsSync(join(root, file)));

    expect(ours).toContain('docs/going-live.md');
    expect(ours.filter((file) => !existsSync(join(installed.root, file)))).toEqual([]);
  });
});

describe('in an empty folder', () => {
  it('prints its version', async () => {
    expect(await run(['--version'])).toEqual({ exitCode: 0, stdout: '0.1.0\n', stderr: '' });
  });

  it('is called as its texts say', () => {
    const printed = execFileSync('npx', ['--no', NAME, 'event', 'list'], { cwd: installed.folder, encoding: 'utf8' });

    expect(printed).toContain(`Fire one: npx ${NAME} event fire HANDLER.`);
  });

  it('shows what start shows in a clone, and leaves nothing there', async () => {
    const cwd = emptyFolder();

    const { exitCode, stdout } = await run(['start', '--json'], cwd);

    expect(exitCode).toBe(0);
    expect(stdout).toBe((await runCli(['start', '--json'])).stdout);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('fires an event at the example, as start suggests', async () => {
    const cwd = emptyFolder();
    const { stdout } = await run(['start'], cwd);
    const [, suggested = ''] = /npx @wix-order-events\/cli (event fire .*)/.exec(stdout) ?? [];

    const { exitCode, stdout: fired } = await run(suggested.split(' '), cwd);

    expect(suggested).toBe('event fire wixEvents_onOrderConfirmed --fresh --site example');
    expect(exitCode).toBe(0);
    expect(fired).toContain('TicketOrderPaid → ');
  });

  it('starts the webhook server, with its key in that folder', async () => {
    const cwd = emptyFolder();

    const { exitCode, stdout, stderr } = await run(['start', '--host', 'server'], cwd);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('verified and kept');
    expect(readdirSync(cwd)).toEqual(['.order-events']);
    expect(existsSync(join(installed.root, '.order-events'))).toBe(false);
  });

  it('opens the console of the example on the loopback address, with its state in that folder', async () => {
    const cwd = emptyFolder();
    const child = startInstalled(installed.root, ['start', '--console'], cwd);
    const address = await new Promise<string>((resolve) => {
      let text = '';
      child.stdout?.on('data', (chunk) => {
        text += String(chunk);
        const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(text) ?? [];
        if (url !== undefined) resolve(url);
      });
    });

    const [page, script, style] = await Promise.all(
      ['', 'main.js', 'style.css'].map(async (path) => await (await fetch(address + path)).text()),
    );
    child.kill('SIGTERM');
    const { exitCode } = await ended(child);

    expect(exitCode).toBe(143);
    expect(page).toContain('<script type="module" src="/main.js">');
    expect(script).toContain(`npx ${NAME} console`);
    expect(style).toContain(':root');
    expect(readdirSync(join(cwd, '.order-events'))).toContain('state.sqlite');
    expect(existsSync(join(installed.root, '.order-events'))).toBe(false);
  });
});

describe('in the repository of a site', () => {
  const RULES = 'src/backend/notification-rules.js';
  const products = ['--products', 'shop'];

  it('adds what a clone adds, byte for byte', async () => {
    const layout = siteLayouts['other handlers'] ?? {};
    const [dir, other] = [makeGitSite(layout), makeGitSite(layout)];

    const { exitCode, stderr } = await run(['site', 'add', ...products], dir);
    await runCli(['site', 'add', ...products], { cwd: other });

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `Site: ${dir}\n` });
    expect(sourcesOf(dir)).toEqual(sourcesOf(other));
    expect(git(dir, 'status', '--porcelain')).toContain(RULES);
  });

  it('fires an event at the rules that were edited there', async () => {
    const dir = await addedSite();

    const { exitCode, stdout } = await run(['event', 'fire', 'wixEcom_onOrderPaymentStatusUpdated', '--fresh'], dir);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('MyOwnPaid → 24de6f0b-60ce-4faa-9138-2e39f1415615');
  });

  it('checks it, and shows its emails', async () => {
    const dir = await addedSite();

    const checked = await run(['site', 'check'], dir);
    const shown = await run(['email', 'preview', '--json'], dir);

    expect(checked.stdout).toContain(`Before you publish: npx ${NAME} site check --publishing`);
    expect(checked.exitCode).toBe(0);
    expect(shown.exitCode).toBe(0);
    expect(shown.stdout).toContain('"rule":"shop-order-paid"');
  });

  it('compiles an email that the site has the source of', async () => {
    const dir = await addedSite();
    const folder = join(dir, 'src/backend/emails/shop-order-paid');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'en.mjml'),
      '<mjml><mj-head><mj-title>Thank you{{#firstName}}, {{firstName}}{{/firstName}}</mj-title></mj-head><mj-body><mj-section><mj-column><mj-text>Paid.</mj-text></mj-column></mj-section></mj-body></mjml>\n',
    );

    const { exitCode, stdout } = await run(['email', 'preview', 'shop-order-paid'], dir);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('Thank you, Jane');
  });

  it('takes it out again', async () => {
    const dir = makeGitSite(siteLayouts['one of our handlers'] ?? {});
    await run(['site', 'add'], dir);
    commitAll(dir);

    const { exitCode } = await run(['site', 'remove'], dir);
    git(dir, 'add', '--all');

    expect(exitCode).toBe(0);
    expect(git(dir, 'diff', '--stat', 'HEAD~1')).toBe('');
  });

  it('says how to install the Wix CLI, which a rehearsal needs', async () => {
    const dir = await addedSite();

    const { exitCode, stderr } = await run(['site', 'rehearse'], dir);

    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `Site: ${dir}\nThe Wix CLI is not installed. In the repository of the site: npm install --save-dev @wix/cli\n`,
    );
  });

  /** A site to which the package added the shop, with an id for the email of a paid order. */
  async function addedSite(): Promise<string> {
    const dir = makeGitSite(siteLayouts['other handlers'] ?? {});
    await run(['site', 'add', ...products], dir);
    const file = join(dir, RULES);
    const rules = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      rules.replace('default: \'\' }, // The id of your email "ShopOrderPaid"', "default: 'MyOwnPaid' }, //"),
    );
    return dir;
  }
});

function sourcesOf(dir: string): [path: string, text: string][] {
  return filesBelow(dir)
    .filter((file) => !file.includes('/.git/'))
    .map((file): [string, string] => [file.slice(dir.length), readFileSync(file, 'utf8')])
    .sort(([left], [right]) => (left < right ? -1 : 1));
}
