import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import type { DocumentedCommand } from '../../tools/documents/read-commands.ts';
import { openTerminal, type Ended, type Terminal } from '../../tools/documents/terminal.ts';
import { bakery } from '../../tools/documents/transcript/bakery.ts';
import { copyPackage } from '../../tools/documents/transcript/earlier-version.ts';

export const root = resolve(__dirname, '../..');

/** Somebody who follows a document at a terminal: in a clone of this repository, beside which stands what the document takes for granted. */
export interface Reader {
  /** Runs a command as it is printed. One that goes on until Ctrl C gets it once it says so, or at the end of its section. */
  run(command: DocumentedCommand): Promise<Ended>;
  /** Runs another command in the same place. */
  look(command: string): Promise<Ended>;
}

/** Servers that the commands after them call; all else that stays open is ended at once. */
const keptOpen = ['npm start -- --host server', 'npm start -- --host server --port 8080'];
const OPEN = /Ctrl C (stops|ends) it/;
const CTRL_C = '\u0003';

/** What Wix makes for a site that is connected, as its documents show it. */
const connected: Readonly<Record<string, string>> = {
  'README.md': '# Git Integration & Wix CLI\n',
  'wix.config.json': bakery['wix.config.json'] ?? '',
  'package.json': `{
  "name": "my-site",
  "scripts": { "postinstall": "wix sync-types", "dev": "wix dev", "lint": "eslint ." },
  "dependencies": {},
  "devDependencies": { "@wix/cli": "^1.0.0", "@wix/eslint-plugin-cli": "^1.0.0", "eslint": "^8.25.0" }
}
`,
  '.eslintrc.json': '{ "extends": ["plugin:@wix/cli/recommended"] }\n',
  '.gitignore': 'node_modules\n.wix\n',
  'src/pages/masterPage.js': '$w.onReady(() => {});\n',
  'src/pages/Home.c1dmp.js': '$w.onReady(() => {});\n',
  'src/backend/permissions.json': '{ "web-methods": {} }\n',
};

/** Gives a reader who has just cloned this repository, for all tests of a `describe`. */
export function useReader(): Reader {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'order-events-reader-')));
  const clone = join(home, 'wix-order-events');
  const bare = join(home, 'my-site.git');
  const ports = new Map<string, string>();
  const open = new Set<Terminal>();
  const servers = new Set<Terminal>();
  let section = '';
  let cwd = clone;

  beforeAll(async () => {
    copyPackage(root, clone);
    commitAll(clone);
    for (const port of ['5000', '8080']) ports.set(port, (await freePort()).toString());
    writeFiles(join(home, 'connected'), connected);
    commitAll(join(home, 'connected'));
    execFileSync('git', ['clone', '--quiet', '--bare', join(home, 'connected'), bare]);
    makeSite();
  });

  afterAll(async () => {
    await endServers();
    for (const terminal of open) terminal.close();
    await Promise.all([...open].map((terminal) => terminal.ended()));
    rmSync(home, { recursive: true, force: true });
  });

  /** A repository of a site, beside the clone. */
  function makeSite(): void {
    writeFiles(join(home, 'my-site'), bakery);
    commitAll(join(home, 'my-site'));
  }

  /** The first section takes the other way into a folder of the same name. */
  function enter(next: string): void {
    section = next;
    cwd = clone;
    if (!/^[AB]\. /.test(next)) return;
    rmSync(join(home, 'my-site'), { recursive: true, force: true });
    if (next.startsWith('B. ')) makeSite();
  }

  function placed(text: string): string {
    const withPorts = [...ports].reduce((left, [port, free]) => left.replaceAll(port, free), text);
    return withPorts.replaceAll('https://github.com/YOU/my-site.git', bare);
  }

  function start(text: string): Terminal {
    const terminal = openTerminal(placed(text), { cwd, env: environmentIn(home), columns: 80 });
    open.add(terminal);
    return terminal;
  }

  async function endServers(): Promise<void> {
    for (const terminal of servers) terminal.type(CTRL_C);
    await Promise.all([...servers].map(end));
    servers.clear();
  }

  async function end(terminal: Terminal): Promise<Ended> {
    const ended = await terminal.ended();
    open.delete(terminal);
    return ended;
  }

  return {
    async run(command) {
      if (command.section !== section) {
        await endServers();
        enter(command.section);
      }
      const [, folder] = /^cd (\S+)$/.exec(command.text) ?? [];
      if (folder !== undefined) {
        cwd = resolve(cwd, folder);
        return { exitCode: 0, output: '' };
      }
      const terminal = start(command.text);
      const staysOpen = await Promise.race([
        terminal.printed(OPEN).then(
          () => true,
          () => false,
        ),
        terminal.ended().then(() => false),
      ]);
      if (!staysOpen) return await end(terminal);
      if (!keptOpen.includes(command.text)) {
        terminal.type(CTRL_C);
        return await end(terminal);
      }
      servers.add(terminal);
      const [, port = ''] = await terminal.printed(/127\.0\.0\.1:(\d+)\/webhooks/);
      ports.set('PORT', port);
      return { exitCode: 0, output: '' };
    },
    look: (text) => end(start(text)),
  };
}

function environmentIn(home: string): NodeJS.ProcessEnv {
  return {
    HOME: home,
    PATH: process.env['PATH'],
    TERM: 'xterm',
    LANG: 'C.UTF-8',
    PACKAGES: join(root, 'node_modules'),
    GIT_PAGER: 'cat',
    GIT_AUTHOR_NAME: 'The owner',
    GIT_AUTHOR_EMAIL: 'owner@example.com',
    GIT_COMMITTER_NAME: 'The owner',
    GIT_COMMITTER_EMAIL: 'owner@example.com',
    npm_config_update_notifier: 'false',
    npm_config_progress: 'false',
    // An npm that does not know a setting of .npmrc warns of it in every command.
    npm_config_loglevel: 'error',
  };
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function commitAll(folder: string): void {
  const who = ['-c', 'user.name=The owner', '-c', 'user.email=owner@example.com'];
  for (const args of [
    ['init', '--quiet', '--initial-branch', 'main'],
    // Where the packages are a link, `node_modules/` does not ignore it.
    ['add', '--all', '--', ':!node_modules'],
    [...who, 'commit', '--quiet', '--message', 'As it is'],
  ]) {
    execFileSync('git', ['-C', folder, ...args]);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
