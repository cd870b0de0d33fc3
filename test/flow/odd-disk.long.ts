import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';

import { cleanUp, makeSite } from '../emulator/site-fixture.ts';
import { git, makeGitSite, siteLayouts } from '../tools/site/site-layouts.ts';
import { root, runCli } from './run-cli.ts';

afterEach(cleanUp);

const PATIENCE_MS = 60_000;
const RECORDED = 'ID,Handler,Text,Received At\n"a",wixEcom_onOrderUpdated,"{}",2023-01-16T13:53:14.000Z\n';
const fire = ['event', 'fire', 'wixEcom_onOrderUpdated', '--site', root];

interface Ended {
  readonly code: number | null;
  readonly errors: string;
}

interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly uid?: number;
}

/** Runs the command in a process that is ended if it hangs, on a disk that fails as the environment says. */
function command(argv: readonly string[], { env = {}, input = '', uid }: Circumstances = {}): Ended {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', join(root, 'test/support/failing-disk.cjs'), join(root, 'bin/order-events.js'), ...argv],
    {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      input,
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
      ...(uid === undefined ? {} : { uid, gid: uid }),
    },
  );
  expect(stderr).not.toMatch(/^\s+at /m);
  return { code: status, errors: stderr };
}

function stateFolder(): string {
  const folder = join(makeSite({}), 'state');
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

describe('a disk that is full', () => {
  it.each([
    ['a new state', (dir: string) => [...fire, '--state', join(dir, 'new')], 'new/.gitignore'],
    [
      'email previews',
      (dir: string) => ['email', 'preview', 'shop-order-paid', '--site', root, '--out', dir],
      'shop-order-paid.de.1.html',
    ],
  ])('ends the writing of %s with the name of the file', (_, argv, file) => {
    const dir = makeSite({});

    expect(command(argv(dir), { env: { FAILING_BELOW: dir } })).toEqual({
      code: 1,
      errors: expect.stringContaining(`${join(dir, file)}: the disk is full (ENOSPC).`),
    });
  });

  it('ends a command that cannot note who holds the state', () => {
    const state = stateFolder();

    expect(command([...fire, '--state', state], { env: { FAILING_BELOW: state } })).toEqual({
      code: 1,
      errors: expect.stringContaining(
        `${join(state, 'state.sqlite')} cannot be locked: ENOSPC: no space left on device`,
      ),
    });
  });

  it('ends a replay of the standard input, and leaves nothing of it', () => {
    const dir = makeSite({});
    const env = { TMPDIR: dir, FAILING_BELOW: join(dir, 'order-events-input-') };

    const { code, errors } = command(['event', 'replay', '-', '--fresh', '--site', root], { env, input: '{}\n' });

    expect({ code, errors }).toEqual({
      code: 1,
      errors: expect.stringMatching(/order-events-input-\S+input\.jsonl: the disk is full \(ENOSPC\)\./),
    });
    expect(readdirSync(dir).filter((name) => name.startsWith('order-events-'))).toEqual([]);
  });

  it.each([
    ['is opened', 'journal_mode = WAL', /state\.sqlite: the disk is full \(SQLITE_FULL\)\./],
    ['is written', 'COMMIT', /\.sqlite: the disk is full \(SQLITE_FULL\)\./],
  ])('ends a command when its state %s', (_, sql, words) => {
    expect(command([...fire, '--state', stateFolder()], { env: { FAILING_SQL: sql } })).toEqual({
      code: 1,
      errors: expect.stringMatching(words),
    });
  });

  it('changes nothing of a site that order events is added to', () => {
    const dir = makeGitSite(siteLayouts['other handlers'] ?? {});

    expect(command(['site', 'add', dir], { env: { FAILING_BELOW: join(dir, 'src/backend/') } })).toEqual({
      code: 1,
      errors: expect.stringContaining('src/backend/order-events.js: the disk is full (ENOSPC).'),
    });

    expect(git(dir, 'status', '--porcelain', '--ignored')).toBe('');
  });
});

// The system has a file that is always full.
it('says that the output cannot be written', () => {
  const call = `${JSON.stringify(process.execPath)} bin/order-events.js event list > /dev/full`;
  const { status, stderr } = spawnSync('sh', ['-c', call], { encoding: 'utf8', cwd: root });

  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining('The output cannot be written: ENOSPC'),
  });
  expect(stderr).not.toMatch(/^\s+at /m);
});

describe('a place where nothing can be written', () => {
  it('ends the making of a state with its name', () => {
    const dir = makeSite({});

    expect(
      command([...fire, '--state', join(dir, 'state')], { env: { FAILING_BELOW: dir, FAILING_WITH: 'EROFS' } }),
    ).toEqual({
      code: 1,
      errors: expect.stringContaining(`${join(dir, 'state')}: nothing can be written there (EROFS).`),
    });
  });

  it('ends a command of another user, or of this one without the rights', () => {
    const uid = process.getuid?.() === 0 ? 12_345 : undefined;
    const folder = makeSite({});
    const state = join(folder, 'state');
    mkdirSync(state);
    chmodSync(folder, 0o755);
    // The user owns the folder and may not write into it.
    if (uid !== undefined) chownSync(state, uid, uid);
    chmodSync(state, 0o500);

    expect(
      command([...fire, '--state', state], { env: { TMPDIR: '/tmp' }, ...(uid === undefined ? {} : { uid }) }),
    ).toEqual({
      code: 1,
      errors: expect.stringContaining(`${state}: this user may not write or read there (EACCES).`),
    });
  });
});

describe('a state with something odd in the place of a file', () => {
  const files = ['state.sqlite', 'state.sqlite-lock', 'console.sqlite', 'webhook-key.pem'];

  function notUsable(place: string, found: string): string {
    return `${place} is not usable: expected a file, found a ${found}. Remove it, or use --fresh or --state.`;
  }

  it.each(files)('says that %s is a folder', async (file) => {
    const state = stateFolder();
    mkdirSync(join(state, file));

    const { exitCode, stderr } = await runCli([...fire, '--state', state]);

    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining(notUsable(join(state, file), 'folder')),
    });
  });

  it.each(files)('does not wait for a pipe in the place of %s', (file) => {
    const state = stateFolder();
    execFileSync('mkfifo', ['-m', '600', join(state, file)]);

    expect(command([...fire, '--state', state])).toEqual({
      code: 1,
      errors: expect.stringContaining(notUsable(join(state, file), 'named pipe')),
    });
  });

  it.each(['state.sqlite', 'console.sqlite'])('says what was found in place of the database %s', async (file) => {
    const state = stateFolder();
    const place = join(state, file);
    const says = async (found: string): Promise<void> => {
      const { exitCode, stderr } = await runCli([...fire, '--state', state]);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: expect.stringContaining(
          `The state ${place} cannot be opened: expected a database of a local site, found ${found}. Remove it, or use --fresh or --state.`,
        ),
      });
      expect(stderr).not.toMatch(/^\s+at /m);
    };

    writeFileSync(place, 'this is no database. '.repeat(100), { mode: 0o600 });
    await says('something else than a database');

    writeFileSync(place, '', { mode: 0o600 });
    const other = new Libsql(place);
    other.exec('CREATE TABLE cookies (name TEXT); PRAGMA user_version = 7');
    other.close();
    await says('the database of another program, with the table "cookies"');

    truncateSync(place, 3_000);
    await says('a damaged or truncated database');
  });

  it('takes an empty file for a new state', async () => {
    const state = stateFolder();
    for (const file of ['state.sqlite', 'console.sqlite']) writeFileSync(join(state, file), '', { mode: 0o600 });

    const { exitCode, stdout } = await runCli([...fire, '--state', state]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('first-seen');
  });
});

it('names the file of an import that cannot be written', async () => {
  const recorded = join(makeSite({ 'recorded.csv': RECORDED }), 'recorded.csv');

  const { exitCode, stderr } = await runCli(['event', 'import', recorded, '--out', '/dev/full', '--overwrite']);

  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '/dev/full: the disk is full (ENOSPC).\n' });
});
