import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { cleanUp, makeSite } from './site-fixture.ts';

afterEach(cleanUp);

const FORGOTTEN_CALL = `(async () => { await null; await wixData.get('Nowhere', 'a'); })();`;

// In a separate process: jest hides process events from the code that it runs.
function runScript(
  after: string,
  work = FORGOTTEN_CALL,
): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const siteDir = makeSite({
    'src/backend/events.js': `import wixData from 'wix-data';
      export async function handle() {
        ${work}
        await new Promise((resolve) => setTimeout(resolve, 5));
        return 'survived';
      }`,
  });
  const script = join(siteDir, 'run.mts');
  writeFileSync(
    script,
    `import { createEmulator } from ${JSON.stringify(pathToFileURL(resolve('emulator/emulator.ts')).href)};
    const emulator = createEmulator({ siteDir: ${JSON.stringify(siteDir)}, stateFile: ':memory:' });
    const { result, logs } = await emulator.invokeEvent('handle', {});
    console.log(JSON.stringify([result, logs.map((line) => line.message.split('\\n')[0])]));
    ${after}`,
  );
  return spawnSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8', timeout: 180_000 });
}

it('a promise that the site forgot ends in its log, and not the process', () => {
  const run = runScript('emulator.close();');

  expect(run.status).toBe(0);
  expect(JSON.parse(run.stdout)).toEqual([
    { kind: 'returned', value: 'survived' },
    [expect.stringContaining('Unhandled rejection: Error: WDE0025')],
  ]);
});

it("a promise that the emulator's user forgot still ends the process", () => {
  const run = runScript(
    `Promise.reject(new Error('not of the site')); await new Promise((resolve) => setTimeout(resolve, 50));`,
  );

  expect(run.status).toBe(1);
  expect(run.stderr).toContain('not of the site');
});

it.each([
  ['promise of Node.js', `crypto.subtle.digest('no such', new Uint8Array());`, 'Unhandled rejection'],
  ['throw in a timer', `setTimeout(() => { throw new Error('in a timer'); });`, 'Uncaught error: Error: in a timer'],
  [
    'throw in a microtask',
    `queueMicrotask(() => { throw new Error('in a microtask'); });`,
    'Uncaught error: Error: in a microtask',
  ],
])('a forgotten %s ends in the log, and not the process', (_what, work, line) => {
  const run = runScript('emulator.close();', work);

  expect(run.stderr).toBe('');
  expect(JSON.parse(run.stdout)).toEqual([{ kind: 'returned', value: 'survived' }, [expect.stringContaining(line)]]);
});
