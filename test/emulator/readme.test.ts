import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { cleanUp, makeSite } from './site-fixture.ts';

afterEach(cleanUp);

it('runs the example of the README', () => {
  const readme = readFileSync('emulator/README.md', 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const siteDir = makeSite({
    'src/backend/events.js': `import wixData from 'wix-data';
      import { triggeredEmails } from 'wix-crm-backend';
      export async function wixEcom_onOrderUpdated(event) {
        await wixData.insert('Orders', event.entity, { suppressAuth: true });
        await triggeredEmails.emailContact('Tpl', 'c1');
      }`,
  });
  const script = join(siteDir, 'example.mts');
  writeFileSync(script, example.replace("'velo-emulator'", `'${pathToFileURL(resolve('emulator/emulator.ts')).href}'`));

  // tsx is found from here, the site from its own folder.
  const tsx = pathToFileURL(resolve('node_modules/tsx/dist/loader.mjs')).href;
  const run = spawnSync(process.execPath, ['--import', tsx, script], {
    cwd: siteDir,
    encoding: 'utf8',
    timeout: 180_000,
  });

  expect(run.stderr).toBe('');
  expect(run.stdout).toBe('returned 2 1\n');
});
