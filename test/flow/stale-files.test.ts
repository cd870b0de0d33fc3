import { cpSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { findStaleFiles } from '../../tools/workbench/local-site/stale-files.ts';
import { root, runCli, temporaryFolder } from './run-cli.ts';

const site = temporaryFolder();
const rules = join(site, 'src/backend/notification-rules.ts');
const later = new Date(Date.now() + 86_400_000);

beforeEach(() => {
  cpSync(join(root, 'src'), join(site, 'src'), { recursive: true });
  for (const name of ['package.json', '.prettierrc.json']) cpSync(join(root, name), join(site, name));
});

it('finds nothing in a site whose files were written anew and are the same', async () => {
  utimesSync(rules, later, later);

  expect(await findStaleFiles(site)).toEqual([]);
});

it.each([
  ['events are fired', ['event', 'fire', 'wixEcom_onOrderUpdated', '--fresh']],
  ['due notifications are sent', ['outbox', 'deliver', '--fresh']],
  ['emails are previewed', ['email', 'preview']],
])('says which file is older than its source when %s', async (_when, argv) => {
  writeFileSync(rules, readFileSync(rules, 'utf8').replace("timeZone: 'UTC'", "timeZone: 'Europe/Lisbon'"));
  utimesSync(rules, later, later);

  const { stderr } = await runCli([...argv, '--site', site]);

  expect(stderr).toContain('Older than its source: src/backend/notification-rules.js. Run npm run build first.');
});
