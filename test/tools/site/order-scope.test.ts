import { scopeFindings } from '../../../tools/site/check/order-scope.ts';
import { checkSite } from '../../../tools/site/check/check-site.ts';
import { readSite } from '../../../tools/site/check/read-site.ts';
import { cleanUp, makeSite } from '../../emulator/site-fixture.ts';
import { plant, root, shown, type Plant } from './clean-site.ts';

afterEach(cleanUp);

const EVENTS = 'src/backend/events.js';
const GREETINGS = 'src/backend/greetings.js';

async function scoped(changes: Plant): Promise<{ readonly ofOrders: string[]; readonly elsewhere: string[] }> {
  const site = readSite(makeSite(plant(changes)));
  if (site === undefined) throw new Error('The fixture is no site.');
  const options = { root, isPublishing: false, isRunningRules: false };
  const { ofOrders, elsewhere } = scopeFindings(site, await checkSite(site, options), options);
  return { ofOrders: shown(ofOrders), elsewhere: shown(elsewhere) };
}

it.each<[name: string, changes: Plant, finding: string]>([
  [
    'what keeps a file from loading that events.js imports',
    { [GREETINGS]: ["'public/text.js'", "'public/txt.js'"] },
    `${GREETINGS}:3 error unresolved-import`,
  ],
  [
    'a misspelt handler of orders',
    {
      [EVENTS]: [
        'export function wixMembers_onMemberCreated',
        'export function wixEcom_onOrderUpdate() {}\nexport function wixMembers_onMemberCreated',
      ],
    },
    `${EVENTS}:5 warning undocumented-handler`,
  ],
  [
    'a file of order events that was changed',
    { 'src/backend/jobs.js': `${plant({})['src/backend/jobs.js'] ?? ''}// mine\n` },
    'src/backend/jobs.js:1 warning own-file-changed',
  ],
  [
    'a job of order events',
    { 'src/backend/jobs.config': ['"cleanUp"', '"cleanUpp"'] },
    'src/backend/jobs.config:8 error job-function-missing',
  ],
])('is of orders: %s', async (_, changes, finding) => {
  const { ofOrders, elsewhere } = await scoped(changes);

  expect(ofOrders).toContain(finding);
  expect(elsewhere).toEqual([]);
});

it.each<[name: string, changes: Plant, finding: string]>([
  [
    'a handler of another app',
    { [EVENTS]: ['wixMembers_onMemberCreated', 'wixMembers_onMembersCreated'] },
    `${EVENTS}:5 warning undocumented-handler`,
  ],
  [
    'a job of the site',
    { 'src/backend/jobs.config': ['"wave"', '"waves"'] },
    'src/backend/jobs.config:18 error job-function-missing',
  ],
  [
    'an import of a page',
    { 'src/pages/masterPage.js': ["'backend/search.web'", "'backend/serch.web'"] },
    'src/pages/masterPage.js:1 error unresolved-import',
  ],
  ['the id of the site', { 'wix.config.json': ['5d3e1c1a-', 'x-'] }, 'wix.config.json:2 error site-id-malformed'],
])('is elsewhere: %s', async (_, changes, finding) => {
  const { ofOrders, elsewhere } = await scoped(changes);

  expect(ofOrders).toEqual([]);
  expect(elsewhere).toEqual([finding]);
});
