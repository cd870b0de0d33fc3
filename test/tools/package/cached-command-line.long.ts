import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

const SOURCE = 'tools/cli/commands/event-list.ts';
const DESCRIPTION = 'list the handlers, their payloads';

let clone: string;

beforeAll(() => (clone = makeClone()));

afterEach(() => cpSync(join(root, SOURCE), join(clone, SOURCE)));

afterAll(() => rmSync(clone, { recursive: true, force: true }));

/** The sources of the command line in a folder of their own, with the packages of this one but none of its caches. */
function makeClone(): string {
  const folder = mkdtempSync(join(tmpdir(), 'order-events-clone-'));
  for (const part of ['bin', 'emulator', 'hosts', 'payloads', 'src', 'tools', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  for (const file of ['tsconfig.json', 'tsconfig.base.json']) cpSync(join(root, file), join(folder, file));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  return folder;
}

function command(...argv: string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(clone, 'bin/order-events.js'), ...argv], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function cache(): string {
  return join(clone, 'node_modules/.cache/order-events');
}

/** The first file of the bundle. */
function bundleNow(): string {
  const [kept = ''] = readdirSync(cache()).filter((name) => name.endsWith('.json'));
  return (JSON.parse(readFileSync(join(cache(), kept), 'utf8')) as { readonly file: string }).file;
}

function changeSource(text: string): void {
  const file = join(clone, SOURCE);
  writeFileSync(file, readFileSync(file, 'utf8').replace(DESCRIPTION, text));
}

it('is built at first use, and run from then on', () => {
  const first = command('--version');
  const bundle = join(cache(), bundleNow());
  const text = readFileSync(bundle);
  appendFileSync(bundle, 'process.stderr.write("from the cache\\n");\n');
  const second = command('--version');
  writeFileSync(bundle, text);

  expect(first).toEqual({ status: 0, stdout: '0.1.0\n', stderr: '' });
  expect(second).toEqual({ status: 0, stdout: '0.1.0\n', stderr: 'from the cache\n' });
});

it('is built again for a source of the same length and time, and keeps the files of before', () => {
  const { atime, mtime } = statSync(join(clone, SOURCE));
  command('--version');
  const bundle = bundleNow();
  changeSource(DESCRIPTION.toUpperCase());
  utimesSync(join(clone, SOURCE), atime, mtime);

  const { stdout } = command('event', '--help');

  expect(stdout).toContain(DESCRIPTION.toUpperCase());
  expect(bundleNow()).not.toBe(bundle);
  expect(readdirSync(cache())).toContain(bundle);
});

it('is not run when one of its sources is gone', () => {
  command('--version');
  rmSync(join(clone, SOURCE));

  const { status, stderr } = command('--version');

  expect(status).toBe(1);
  expect(stderr).toContain('event-list.ts');
});

it('leaves the sources to run where nothing can be written', () => {
  rmSync(join(clone, 'node_modules/.cache'), { recursive: true, force: true });
  writeFileSync(join(clone, 'node_modules/.cache'), 'in its place');

  const ended = command('--version');
  rmSync(join(clone, 'node_modules/.cache'));

  expect(ended).toEqual({ status: 0, stdout: '0.1.0\n', stderr: '' });
});
