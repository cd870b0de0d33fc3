import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { root } from '../flow/run-cli.ts';
import { npm } from './installed-package.ts';

const work = realpathSync(mkdtempSync(join(tmpdir(), 'velo-emulator-')));
let packed = '';

beforeAll(() => {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  execFileSync(process.execPath, [tsx, 'tools/package/emulator/main.ts'], { cwd: root, stdio: 'pipe' });
  npm(['pack', join(root, 'emulator'), '--pack-destination', work], work);
  packed = join(work, readdirSync(work).find((file) => file.endsWith('.tgz')) ?? '');
}, 300_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

const GUESTS = `
  import { Permissions, webMethod } from 'wix-web-module';
  import wixData from 'wix-data';

  export const addGuest = webMethod(Permissions.Anyone, async (name) => {
    const found = await wixData.query('Guests').eq('name', name).find({ suppressAuth: true });
    return found.items[0] ?? (await wixData.insert('Guests', { name }, { suppressAuth: true }));
  });
`;

/** What a stranger writes, for both test runners: less than ten lines. */
const TEST = `
  import { addGuest } from '../src/backend/guests.web.js';

  test('a guest who comes twice is one guest', async () => {
    emulator.data.createCollection('Guests');
    await addGuest('Ann');
    await addGuest('Ann');
    expect(emulator.data.items('Guests')).toMatchObject([{ name: 'Ann' }]);
  });
`;

/** Installs packages and writes files into an empty folder. */
function makeProject(name: string, packages: readonly string[], files: Readonly<Record<string, string>>): string {
  const folder = join(work, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  npm(['install', '--prefer-offline', packed, ...packages], folder);
  return folder;
}

/** Runs a program of the project's packages to its end. */
function run(
  folder: string,
  bin: string,
  args: readonly string[],
): { readonly output: string; readonly status: number | null } {
  const program = join(folder, 'node_modules', bin);
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  return { output: stdout + stderr, status };
}

describe('in a project with jest', () => {
  let folder = '';

  beforeAll(() => {
    folder = makeProject('with-jest', ['jest@30'], {
      'package.json': JSON.stringify({ private: true, jest: { preset: 'velo-emulator' } }),
      'src/backend/guests.web.js': GUESTS,
      'tests/guests.test.js': `import { emulator } from 'velo-emulator/jest';\n${TEST}`,
      'tests/by-alias.test.js': `import { emulator } from 'velo-emulator/jest';\n${TEST.replace('../src/backend/guests.web.js', 'backend/guests.web').replaceAll('Ann', 'Bea')}`,
    });
  }, 300_000);

  it('a test imports a backend file, and each test file has an empty state', () => {
    const { output, status } = run(folder, 'jest/bin/jest.js', ['tests/guests.test.js', 'tests/by-alias.test.js']);

    expect({ status, output }).toMatchObject({
      status: 0,
      output: expect.stringContaining('2 passed, 2 total') as unknown,
    });
  });

  it('a test that fails shows the line of the backend file', () => {
    writeFileSync(
      join(folder, 'src/backend/faulty.js'),
      `\n\nexport function fails() { throw new TypeError('no guest'); }\n`,
    );
    writeFileSync(
      join(folder, 'tests/faulty.test.js'),
      `import { fails } from 'backend/faulty';\ntest('x', () => { fails(); });\n`,
    );

    const { output, status } = run(folder, 'jest/bin/jest.js', ['tests/faulty.test.js']);

    expect(status).toBe(1);
    expect(output).toContain('TypeError: no guest');
    expect(output).toContain('src/backend/faulty.js:3:');
  });

  it('has no file of the repository but its own', () => {
    const manifest = readFileSync(join(work, 'with-jest/node_modules/velo-emulator/package.json'), 'utf8');
    const files = readdirSync(join(work, 'with-jest/node_modules/velo-emulator'));

    expect(files.sort()).toEqual(['LICENSE', 'README.md', 'bin', 'dist', 'jest', 'package.json']);
    expect(manifest).not.toContain('order-events');
  });
});

describe('in a project with vitest', () => {
  let folder = '';

  beforeAll(() => {
    folder = makeProject('with-vitest', ['vitest@4'], {
      'package.json': JSON.stringify({ private: true, type: 'module' }),
      'vitest.config.js': `import { veloSite } from 'velo-emulator/vitest';\n\nexport default { plugins: [veloSite()], test: { globals: true } };\n`,
      'src/backend/guests.web.js': GUESTS,
      'tests/guests.test.js': `import { emulator } from 'velo-emulator/vitest';\n${TEST}`,
      'tests/by-alias.test.js': `import { emulator } from 'velo-emulator/vitest';\n${TEST.replace('../src/backend/guests.web.js', 'backend/guests.web').replaceAll('Ann', 'Bea')}`,
    });
  }, 300_000);

  it.each([
    ['with isolation', []],
    ['without isolation', ['--no-isolate', '--maxWorkers=1']],
  ])('a test imports a backend file, and each test file has an empty state, %s', (_how, args) => {
    const { output, status } = run(folder, 'vitest/vitest.mjs', ['run', ...args]);

    expect({ status, output }).toMatchObject({
      status: 0,
      output: expect.stringMatching(/Tests +2 passed/) as unknown,
    });
  });

  it('a script creates an emulator', () => {
    writeFileSync(
      join(folder, 'script.js'),
      `import { createEmulator } from 'velo-emulator';
      const emulator = createEmulator();
      emulator.data.createCollection('Guests');
      const { result } = await emulator.invokeWebMethod('guests.web.js', 'addGuest', ['Ann'], 'visitor');
      console.log(result.kind, emulator.data.count('Guests'));
      emulator.close();`,
    );

    const output = execFileSync(process.execPath, ['script.js'], { cwd: folder, encoding: 'utf8' });

    expect(output).toBe('returned 1\n');
  });

  it('its command checks a site, and exits with 1 if something does not link', () => {
    const bin = 'velo-emulator/bin/velo-emulator.js';

    const clean = run(folder, bin, ['check']);
    writeFileSync(join(folder, 'src/backend/broken.js'), `import { nobody } from 'backend/guests.web';`);
    const broken = run(folder, bin, ['check']);
    rmSync(join(folder, 'src/backend/broken.js'));

    expect(clean).toEqual({ output: 'Nothing found.\n', status: 0 });
    expect(broken.status).toBe(1);
    expect(broken.output).toContain('src/backend/broken.js:1');
  });

  it('its command serves a site, and fires the documented event of a handler', async () => {
    writeFileSync(
      join(folder, 'src/backend/events.js'),
      `export function wixEvents_onOrderUpdated(event) { return event.orderNumber; }`,
    );
    const program = join(folder, 'node_modules/velo-emulator/bin/velo-emulator.js');
    const child = spawn(process.execPath, [program, 'dev', '--port', '0', '--memory'], { cwd: folder });
    const signal = AbortSignal.timeout(30_000);
    try {
      const [line] = (await once(child.stdout, 'data', { signal })) as [Buffer];
      const [address = ''] = /http:\S+/.exec(line.toString()) ?? [];

      const fired = await fetch(`${address}/_emulator/events/wixEvents_onOrderUpdated`, { method: 'POST', signal });

      expect(await fired.json()).toMatchObject({ result: { kind: 'returned', value: 'FMXC-BZG3-OT' } });
    } finally {
      child.kill('SIGKILL');
    }
  });
});
