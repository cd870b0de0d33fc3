import { cleanUp } from '../../emulator/site-fixture.ts';
import { check, cleanSite, plant, shown, type Plant } from './clean-site.ts';

afterEach(cleanUp);

const JOBS = 'src/backend/jobs.config';
const RULES = 'src/backend/notification-rules.js';
const WIX_CONFIG = 'wix.config.json';
const SITE_ID = '"siteId": "5d3e1c1a-7a9b-4a52-8f0e-2f6a3b1c9d10"';
const NUMBER = 'number: order.number,';
const SETTINGS = "{ timeZone: 'Europe/Lisbon', fallbackLanguage: 'en', retentionDays: 90 }";

const faults: [name: string, changes: Plant, finding: string][] = [
  [
    'a jobs.config that is not JSON',
    { [JOBS]: ['"/jobs.js",\n      "functionName": "cleanUp",', '"/jobs.js"\n      "functionName": "cleanUp",'] },
    `${JOBS}:10 error jobs-config-unreadable`,
  ],
  [
    'a comma too many in jobs.config',
    { [JOBS]: ['"functionName": "cleanUp",\n', '"functionName": "cleanUp",,\n'] },
    `${JOBS}:10 error jobs-config-unreadable`,
  ],
  ['a comma after the last job', { [JOBS]: ['\n  ]', ',\n  ]'] }, `${JOBS}:23 warning jobs-config-unreadable`],
  [
    'a job of a file that is not there',
    { [JOBS]: ['"/greetings.js"', '"/greeting.js"'] },
    `${JOBS}:18 error job-file-missing`,
  ],
  ['a job of a function that is not there', { [JOBS]: ['"wave"', '"waves"'] }, `${JOBS}:18 error job-function-missing`],
  ['a job every half hour', { [JOBS]: ['"25 */6 * * *"', '"*/30 * * * *"'] }, `${JOBS}:13 warning job-not-run`],
  ['a job with a schedule that cannot be read', { [JOBS]: ['"08:00"', '"8 am"'] }, `${JOBS}:18 error job-not-run`],
  [
    'a job whose place has no slash',
    { [JOBS]: ['"/greetings.js"', '"greetings.js"'] },
    `${JOBS}:18 warning job-not-run`,
  ],
  ['a job that is there twice', { [JOBS]: ['\n  ]', `,${waveJob()}\n  ]`] }, `${JOBS}:23 warning duplicate-job`],
  ['a site without wix.config.json', { [WIX_CONFIG]: null }, 'wix.config.json:1 warning wix-config-missing'],
  [
    'a wix.config.json that is not JSON',
    { [WIX_CONFIG]: ['{', '{,'] },
    'wix.config.json:1 error wix-config-unreadable',
  ],
  [
    'a wix.config.json without a site',
    { [WIX_CONFIG]: [SITE_ID, '"appId": "1"'] },
    'wix.config.json:1 error site-id-malformed',
  ],
  ['a site id that is none', { [WIX_CONFIG]: ['5d3e1c1a-', ''] }, 'wix.config.json:2 error site-id-malformed'],
  [
    'a package.json that is not JSON',
    { 'package.json': ['"dependencies": {', '"dependencies": '] },
    'package.json:3 error package-json-unreadable',
  ],
  [
    'order events without its web methods',
    { 'src/backend/notifications.web.js': null },
    'src/backend/notifications.web.js:1 error own-file-missing',
  ],
  [
    'a file of order events that was changed',
    { 'src/backend/jobs.js': ['// Part of wix-order-events', '// Part of wix-order-events, once'] },
    'src/backend/jobs.js:1 warning own-file-changed',
  ],
  [
    'a handler that leads elsewhere',
    { 'src/backend/events.js': ["handleOrderEvent('wixEvents_onOrderUpdated', event, site)", 'greet(event)'] },
    'src/backend/events.js:1 note handler-not-connected',
  ],
  ['a job of order events that is not scheduled', { [JOBS]: [cleanUpJob(), ''] }, `${JOBS}:1 warning own-job-missing`],
  [
    'a rule for a change that is misspelt',
    { [RULES]: ["'order-paid'", "'order-payed'"] },
    `${RULES}:5 error rule-change-unknown`,
  ],
  [
    'a rule for a change of another product',
    { [RULES]: ["'order-paid'", "'ticket-canceled'"] },
    `${RULES}:5 error rule-change-unknown`,
  ],
  [
    'a rule for a product that there is not',
    { [RULES]: ["'wix-ecom'", "'wix-shop'"] },
    `${RULES}:4 error rule-field-invalid`,
  ],
  [
    'two rules with one id',
    { [RULES]: ["'ticket-canceled',\n    product", "'shop-paid',\n    product"] },
    `${RULES}:14 error duplicate-rule`,
  ],
  ['a rule without an id', { [RULES]: ["id: 'shop-paid',", ''] }, `${RULES}:2 error rule-field-invalid`],
  ['a rule without an email', { [RULES]: ["emailId: 'SjKs8fK',", ''] }, `${RULES}:2 error rule-field-invalid`],
  [
    'an email id for each language, and no default',
    { [RULES]: ['default:', 'en:'] },
    `${RULES}:17 error rule-field-invalid`,
  ],
  [
    'a rule that mails the guest of a shop order',
    { [RULES]: ["'buyer'", "'guest'"] },
    `${RULES}:7 error rule-field-invalid`,
  ],
  [
    'a rule without variables',
    { [RULES]: ['variables: ({ ticket }) => ({ name: ticket.name }),', ''] },
    `${RULES}:13 error rule-field-invalid`,
  ],
  [
    'a condition that is no function',
    { [RULES]: ["recipient: 'buyer',", "recipient: 'buyer',\n    when: 'paid',"] },
    `${RULES}:8 error rule-field-invalid`,
  ],
  [
    'evidence that there is not',
    { [RULES]: [NUMBER, `${NUMBER}\n    }),\n    evidence: ['seen'],\n    variables: ({ order, format }) => ({`] },
    `${RULES}:11 error rule-field-invalid`,
  ],
  [
    'hours as text',
    { [RULES]: ["recipient: 'buyer',", "recipient: 'buyer',\n    withinHours: '24',"] },
    `${RULES}:8 error rule-field-invalid`,
  ],
  [
    'an unknown answer to the unknown',
    { [RULES]: ["recipient: 'buyer',", "recipient: 'buyer',\n    ifUnknown: 'retry',"] },
    `${RULES}:8 error rule-field-invalid`,
  ],
  [
    'a misspelt field',
    { [RULES]: ["recipient: 'buyer',", "recipient: 'buyer',\n    withinHour: 24,"] },
    `${RULES}:8 warning rule-field-unknown`,
  ],
  [
    'a variable that is a number',
    { [RULES]: [NUMBER, 'number: Number(order.number),'] },
    `${RULES}:9 error variable-not-text`,
  ],
  [
    'a variable that is an object',
    { [RULES]: [NUMBER, 'number: [order.number],'] },
    `${RULES}:9 error variable-not-text`,
  ],
  [
    'a rule that throws when a field is absent',
    { [RULES]: [NUMBER, 'number: order.number.trim(),'] },
    `${RULES}:8 error rule-throws`,
  ],
  [
    'variables that wait',
    { [RULES]: ['variables: ({ order, format }) => ({', 'variables: async ({ order, format }) => ({'] },
    `${RULES}:8 error rule-is-async`,
  ],
  [
    'a condition that waits',
    { [RULES]: ["recipient: 'buyer',", "recipient: 'buyer',\n    when: async () => true,"] },
    `${RULES}:8 error rule-is-async`,
  ],
  [
    'variables that wait, of a rule that no sample order fits',
    {
      [RULES]: [
        'variables: ({ order, format }) => ({',
        'when: () => false,\n    variables: async ({ order, format }) => ({',
      ],
    },
    `${RULES}:9 error rule-is-async`,
  ],
  [
    'variables that are a text',
    { [RULES]: ['({ ticket }) => ({ name: ticket.name })', "() => 'none'"] },
    `${RULES}:20 error variables-not-object`,
  ],
  [
    'variables that are a list',
    { [RULES]: ['({ ticket }) => ({ name: ticket.name })', '() => []'] },
    `${RULES}:20 error variables-not-object`,
  ],
  [
    'variables that are nothing',
    { [RULES]: ['({ ticket }) => ({ name: ticket.name })', '() => {}'] },
    `${RULES}:20 error variables-not-object`,
  ],
  [
    'variables that are null',
    { [RULES]: ['({ ticket }) => ({ name: ticket.name })', '() => null'] },
    `${RULES}:20 error variables-not-object`,
  ],
  ['a time zone that there is not', { [RULES]: ['Europe/Lisbon', 'Lisbon'] }, `${RULES}:26 error setting-invalid`],
  ['a language that is none', { [RULES]: ["'en', retention", "'', retention"] }, `${RULES}:26 error setting-invalid`],
  [
    'a time to keep things that is text',
    { [RULES]: ['retentionDays: 90', "retentionDays: '90'"] },
    `${RULES}:26 error setting-invalid`,
  ],
  [
    'a time to keep orders that is text',
    { [RULES]: ['retentionDays: 90', "retentionDays: 90, orderRetentionDays: '730'"] },
    `${RULES}:26 error setting-invalid`,
  ],
  [
    'a time to keep orders that is none',
    { [RULES]: ['retentionDays: 90', 'retentionDays: 90, orderRetentionDays: 0'] },
    `${RULES}:26 error setting-invalid`,
  ],
  [
    'a recording that does not say how much',
    { [RULES]: ['retentionDays: 90', 'retentionDays: 90, record: { isOn: true }'] },
    `${RULES}:26 error setting-invalid`,
  ],
  ['rules that cannot be loaded', { [RULES]: [SETTINGS, 'settings()'] }, `${RULES}:1 error rules-not-readable`],
];

it.each(faults)('finds %s and nothing else', async (_, changes, finding) => {
  expect(shown(await check(plant(changes)))).toEqual([finding]);
});

it('finds every job beyond the twentieth', async () => {
  const more = Array.from({ length: 17 }, (_, index) => waveJob(`"5 ${index} * * *"`).replace('wave', `wave${index}`));
  const functions = more.map((_, index) => `export function wave${index}() {}`).join('\n');

  const findings = await check(
    plant({
      [JOBS]: ['\n  ]', `${more.map((job) => `,${job}`).join('')}\n  ]`],
      'src/backend/greetings.js': `${cleanSite['src/backend/greetings.js'] ?? ''}${functions}\n`,
    }),
  );

  expect(shown(findings)).toEqual([`${JOBS}:103 warning job-not-run`]);
});

it.each<[string, Plant]>([
  ['has comments', { [JOBS]: ['  "jobs"', '  // Ours: "all" of them\n  "jobs" /* here */'] }],
  ['is the one that Wix put there', { 'src/backend/jobs.config': wixTemplate() }],
])('finds nothing in a jobs.config that %s', async (_, changes) => {
  const findings = shown(await check(plant(changes)));

  expect(findings.filter((finding) => !finding.endsWith('own-job-missing'))).toEqual([]);
});

it('finds nothing in a time to keep orders that is a number of days', async () => {
  const days = 'retentionDays: 90, orderRetentionDays: 365';

  expect(shown(await check(plant({ [RULES]: ['retentionDays: 90', days] })))).toEqual([]);
});

it('finds nothing in a recording that is said in full', async () => {
  const record = 'retentionDays: 90, record: { isOn: true, atMost: 1000, days: 30 }';

  expect(shown(await check(plant({ [RULES]: ['retentionDays: 90', record] })))).toEqual([]);
});

describe('before publishing', () => {
  const placeholders: [name: string, changes: Plant, finding: string][] = [
    [
      'the placeholder of a site id',
      { [WIX_CONFIG]: ['5d3e1c1a-7a9b-4a52-8f0e-2f6a3b1c9d10', '00000000-0000-0000-0000-000000000000'] },
      'wix.config.json:2 error placeholder-site-id',
    ],
    ['packages that were not installed', { 'wix.lock': null }, 'package.json:2 warning not-installed'],
    ['the email id of an example', { [RULES]: ['SjKs8fK', 'ShopOrderPaid'] }, `${RULES}:6 note placeholder-email-id`],
  ];

  it.each(placeholders)('finds %s, and only then', async (_, changes, finding) => {
    expect(shown(await check(plant(changes), true))).toEqual([finding]);
    expect(shown(await check(plant(changes)))).toEqual([]);
  });
});

/** One more job, from its opening brace. */
function waveJob(cron = '"0 9 * * *"'): string {
  return `
    {
      "functionLocation": "/greetings.js",
      "functionName": "wave",
      "executionConfig": { "cronExpression": ${cron} }
    }`;
}

function cleanUpJob(): string {
  return `    {
      "functionLocation": "/jobs.js",
      "functionName": "cleanUp",
      "executionConfig": { "cronExpression": "40 3 * * *" }
    },
`;
}

/** As in sites in which nobody has scheduled anything. */
function wixTemplate(): string {
  return '// /backend/jobs.config\n{ "jobs": [{ "functionLocation": "/module/filename.funcName", "time": String }, {}] }\n';
}
