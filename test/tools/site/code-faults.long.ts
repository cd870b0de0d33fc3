import { cleanUp } from '../../emulator/site-fixture.ts';
import { check, plant, root, shown, type Plant } from './clean-site.ts';
import { checkSite } from '../../../tools/site/check/check-site.ts';
import { readSite } from '../../../tools/site/check/read-site.ts';

afterEach(cleanUp);

const EVENTS = 'src/backend/events.js';
const GREETINGS = 'src/backend/greetings.js';
const SEARCH = 'src/backend/search.web.js';
const MEMBER = 'export function wixMembers_onMemberCreated(event) {\n  return greet(event);\n}';
const WAVE = 'export function wave() {';
const IMPORT_GREET = "import { greet } from 'backend/greetings';";
const COUNT_ALL = 'webMethod(Permissions.SiteMember, () => 1)';

it('finds nothing in a clean site, nor in this repository', async () => {
  const site = readSite(root);

  expect(shown(await check(plant({})))).toEqual([]);
  expect(site && shown(await checkSite(site, { root, isPublishing: false, isRunningRules: true }))).toEqual([]);
  // The build of this repository takes its time.
});

const faults: [name: string, changes: Plant, finding: string][] = [
  [
    'a misspelt handler',
    { [EVENTS]: ['wixMembers_onMemberCreated', 'wixMembers_onMembersCreated'] },
    `${EVENTS}:5 warning undocumented-handler`,
  ],
  [
    'a handler without the name of its app',
    { [EVENTS]: ['wixMembers_onMemberCreated', 'onMemberCreated'] },
    `${EVENTS}:5 warning undocumented-handler`,
  ],
  [
    'a handler of the site that nothing calls since order events was added',
    { [EVENTS]: [MEMBER, `${MEMBER}\nasync function existing_wixEcom_onOrderUpdated() {}`] },
    `${EVENTS}:8 error existing-handler-not-called`,
  ],
  [
    'a handler for an event that Wix does not document',
    { [EVENTS]: ['wixMembers_onMemberCreated', 'wixEcom_onOrderFulfilled'] },
    `${EVENTS}:5 note undocumented-handler`,
  ],
  [
    'a handler exported again from another module',
    { [EVENTS]: [MEMBER, "export { wave as wixMembers_onMemberCreated } from 'backend/greetings';"] },
    `${EVENTS}:5 warning re-export`,
  ],
  [
    'a handler that a factory makes',
    { [EVENTS]: [MEMBER, 'export const wixMembers_onMemberCreated = greet.bind(null);'] },
    `${EVENTS}:5 error dynamic-export`,
  ],
  [
    'a handler taken out of an object',
    { [EVENTS]: [MEMBER, 'export const wixMembers_onMemberCreated = greet.handler;'] },
    `${EVENTS}:5 error member-export`,
  ],
  [
    'a CommonJS export',
    { [EVENTS]: [MEMBER, 'exports.wixMembers_onMemberCreated = (event) => greet(event);'] },
    `${EVENTS}:5 error commonjs-export`,
  ],
  [
    'a handler that is no function',
    { [EVENTS]: [MEMBER, 'export const wixMembers_onMemberCreated = { greet };'] },
    `${EVENTS}:5 error not-a-function`,
  ],
  [
    'a file that cannot be read',
    { [EVENTS]: ['return greet(event);', 'return greet(event;'] },
    `${EVENTS}:6 error syntax-error`,
  ],
  [
    'syntax newer than ES2020',
    { [GREETINGS]: [WAVE, 'export class Wave {\n  size = 1;\n}\n\nexport function wave() {'] },
    `${GREETINGS}:10 warning newer-syntax`,
  ],
  [
    'a relative import',
    { [EVENTS]: [IMPORT_GREET, "import { greet } from './greetings.js';"] },
    `${EVENTS}:3 warning relative-import`,
  ],
  [
    'a relative import of a file that is not there',
    { [EVENTS]: [IMPORT_GREET, "import { greet } from './greeting.js';"] },
    `${EVENTS}:3 error unresolved-import`,
  ],
  [
    'an import of a backend file that is not there',
    { [EVENTS]: [IMPORT_GREET, "import { greet } from 'backend/greeting';"] },
    `${EVENTS}:3 error unresolved-import`,
  ],
  [
    'an import of a public file that is not there',
    { [GREETINGS]: ["'public/text.js'", "'public/texts.js'"] },
    `${GREETINGS}:3 error unresolved-import`,
  ],
  [
    'an import of a file that is TypeScript only',
    { [GREETINGS]: ["'public/text.js'", "'public/long.js'"], 'src/public/long.ts': 'export const shorten = 1;' },
    `${GREETINGS}:3 error unresolved-import`,
  ],
  [
    'an import from a page of a backend file that is not there',
    { 'src/pages/masterPage.js': ["'backend/search.web'", "'backend/find.web'"] },
    'src/pages/masterPage.js:1 error unresolved-import',
  ],
  [
    'a name that the imported file does not export',
    { [GREETINGS]: ['{ shorten }', '{ shortn as shorten }'] },
    `${GREETINGS}:3 error missing-export`,
  ],
  [
    'a default that the imported file does not export',
    { [GREETINGS]: ['{ shorten }', 'shorten'] },
    `${GREETINGS}:3 error missing-export`,
  ],
  [
    'a misspelt module of Wix',
    { [GREETINGS]: ["'wix-data'", "'wix-dta'"] },
    `${GREETINGS}:1 warning unknown-wix-module`,
  ],
  [
    'a package that is not among the dependencies',
    { [GREETINGS]: ["from 'crypto'", "from 'hash-it/node'"] },
    `${GREETINGS}:2 warning undeclared-package`,
  ],
  [
    'a package that is among the devDependencies only',
    { [GREETINGS]: ["from 'crypto'", "from 'vitest'"] },
    `${GREETINGS}:2 warning undeclared-package`,
  ],
  [
    'a handler in another file of the backend',
    { [GREETINGS]: [WAVE, 'export function wixCrm_onContactCreated() {}\nexport function wave() {'] },
    `${GREETINGS}:9 error handler-in-wrong-file`,
  ],
  [
    'an events.js outside the backend',
    { 'src/events.js': '\nexport function wixCrm_onContactCreated() {}' },
    'src/events.js:2 error handler-in-wrong-file',
  ],
  [
    'an entry that is TypeScript only',
    { 'src/backend/http-functions.ts': 'export function get_x() {}' },
    'src/backend/http-functions.ts:1 error typescript-only',
  ],
  [
    'an export of a web module that is no web method',
    { [SEARCH]: [COUNT_ALL, '() => 1'] },
    `${SEARCH}:3 error not-a-web-method`,
  ],
  [
    'a web method that every visitor can call',
    { [SEARCH]: ['Permissions.SiteMember', 'Permissions.Anyone'] },
    `${SEARCH}:3 note open-web-method`,
  ],
  [
    'a web method by which every visitor can send mail',
    {
      [SEARCH]: `import { Permissions, webMethod } from 'wix-web-module';
import { triggeredEmails } from 'wix-crm-backend';

export const mail = webMethod(Permissions.Anyone, (id) => triggeredEmails.emailContact('SjKs8fK', id));
export const countAll = webMethod(Permissions.Admin, () => 1);
`,
    },
    `${SEARCH}:4 error open-web-method`,
  ],
  [
    'a web method without a permission',
    { [SEARCH]: [COUNT_ALL, 'webMethod(async () => 1)'] },
    `${SEARCH}:3 error web-method-without-permission`,
  ],
  [
    'a permission that there is not',
    { [SEARCH]: ['Permissions.SiteMember', 'Permissions.Members'] },
    `${SEARCH}:3 error unknown-permission`,
  ],
  [
    'a web method in a file of another kind',
    {
      'src/backend/searching.js': `import { Permissions, webMethod } from '@wix/web-methods';
export const find = webMethod(Permissions.Admin, () => 1);
`,
      'package.json': ['"@wix/crm"', '"@wix/web-methods": "1", "@wix/crm"'],
    },
    'src/backend/searching.js:2 error web-method-in-wrong-file',
  ],
];

it.each(faults)('finds %s and nothing else', async (_, changes, finding) => {
  const findings = await check(plant(changes));

  expect(shown(findings)).toEqual([finding]);
  // It also says what is wrong, why that matters, and how to fix it.
  const texts = findings.flatMap(({ what, why, fix }) => [what, why, fix]);
  expect(texts.filter((text) => text.trim().length > 8)).toHaveLength(3);
});

it.each([
  ['wixMembers_onMembersCreated', 'did you mean wixMembers_onMemberCreated?'],
  ['onMemberCreated', 'did you mean wixMembers_onMemberCreated?'],
  [
    'onOrderCanceled',
    'did you mean wixEcom_onOrderCanceled or wixPricingPlans_onOrderCanceled or wixStores_onOrderCanceled?',
  ],
  ['wixEcom_onOrderUpdate', 'did you mean wixEcom_onOrderUpdated?'],
  ['wixEcom_onPaymentStatusUpdated', 'keep it if the documentation of the event has this name'],
  [
    'wixEcom_onOrderRefunded',
    'keep it if the documentation of the event has this name: of its kind Wix documents wixEcom_onOrderApproved, wixEcom_onOrderCanceled, wixEcom_onOrderCreated, wixEcom_onOrderPaymentStatusUpdated, wixEcom_onOrderTransactionsUpdated, wixEcom_onOrderUpdated',
  ],
  ['sendMail', 'take the name from the documentation of the event'],
])('says what is meant by a handler %s', async (name, fix) => {
  const [finding] = await check(plant({ [EVENTS]: ['wixMembers_onMemberCreated', name] }));

  expect(finding?.fix).toBe(fix);
});

it.each<[string, Plant]>([
  ['backend file', { [EVENTS]: [IMPORT_GREET, "import { greet } from 'backend/greeting';"] }],
  ['exported name', { [EVENTS]: [IMPORT_GREET, "import { gret as greet } from 'backend/greetings';"] }],
  ['permission', { [SEARCH]: ['SiteMember', 'SiteMembers'] }],
])('suggests the nearest %s', async (_, changes) => {
  const [finding] = await check(plant(changes));

  expect(finding?.fix).toMatch(/^did you mean (src\/backend\/greetings\.js|greet|Permissions\.SiteMember)\?$/);
});
