import { checkBuiltFiles } from '../../../tools/site/check/check-built-files.ts';
import { readSite } from '../../../tools/site/check/read-site.ts';
import { buildSite } from '../../../tools/build/build-site.ts';
import { cleanUp, makeSite } from '../../emulator/site-fixture.ts';
import { root, shown } from './clean-site.ts';

afterEach(cleanUp);

const sources = {
  'src/backend/order-events.ts': 'export const answer: number = 1;\n',
  'src/backend/events.ts':
    "import { answer } from 'backend/order-events.js';\nexport function wixEcom_onOrderUpdated(): number {\n  return answer;\n}\n",
};

async function found(files: Readonly<Record<string, string>>): Promise<string[]> {
  const dir = makeSite({ ...files });
  const site = readSite(dir);
  return site === undefined ? [] : shown(await checkBuiltFiles(site, dir));
}

it('finds a built file that is not what its source builds to, and one that is not there', async () => {
  expect(await found({ ...sources, 'src/backend/events.js': 'export function wixEcom_onOrderUpdated() {}\n' })).toEqual(
    ['src/backend/events.js:1 error stale-built-file', 'src/backend/order-events.js:1 error stale-built-file'],
  );
});

it('finds nothing when all is fresh', async () => {
  const built = Object.fromEntries(await buildSite(makeSite(sources)));

  expect(await found({ ...sources, ...built })).toEqual([]);
});

it('asks nothing of a site that has no sources of order events', async () => {
  expect(await found({ 'src/backend/events.ts': '', 'src/backend/events.js': 'export const a = 1;' })).toEqual([]);
});

it('builds nothing of another repository, whatever its sources import', async () => {
  const site = readSite(makeSite({ ...sources, 'src/backend/order-events.ts': "export * from '/dev/zero';\n" }));

  expect(site && shown(await checkBuiltFiles(site, root))).toEqual([
    'src/backend/order-events.ts:1 note built-files-not-compared',
  ]);
});
