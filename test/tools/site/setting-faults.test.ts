import { cleanUp } from '../../emulator/site-fixture.ts';
import { check, cleanSite, plant, shown, type Plant } from './clean-site.ts';

afterEach(cleanUp);

const jobs = 'src/backend/jobs.config';
const rules = 'src/backend/notification-rules.js';
const wixConfig = 'wix.config.json';
const siteId = '"siteId": "5d3e1c1a-7a9b-4a52-8f0e-2f6a3b1c9d10"';
const number = 'number: order.number,';
const settings = "{ timeZone: 'Europe/Lisbon', fallbackLanguage: 'en', retentionDays: 90 }";

const faults: [name: string, changes: Plant, finding: string][] = [
  [
    'a jobs.config that is not JSON',
    { [jobs]: ['"/jobs.js",\n      "functionName": "cleanUp",', '"/jobs.js"\n      "functionName": "cleanUp",'] },
    `${jobs}:10 error jobs-config-unreadable`,
  ],
  [
    'a comma too many in jobs.config',
    { [jobs]: ['"functionName": "cleanUp",\n', '"functionName": "cleanUp",,\n'] },
    `${jobs}:10 error jobs-config-unreadable`,
  ],
  ['a comma after the last job', { [jobs]: ['\n  ]', ',\n  ]'] }, `${jobs}:23 error jobs-config-unreadable`],
  [
    'a job of a file that is not there',
    { [jobs]: ['"/greetings.js"', '"/greeting.js"'] },
    `${jobs}:18 error job-file-missing`,
  ],
  ['a job of a function that is not there', { [jobs]: ['"wave"', '"waves"'] }, `${jobs}:18 error job-function-missing`],
  ['a job every half hour', { [jobs]: ['"25 */6 * * *"', '"*/30 * * * *"'] }, `${jobs}:13 error job-not-run`],
  ['a job with a schedule that cannot be read', { [jobs]: ['"08:00"', '"8 am"'] }, `${jobs}:18 error job-not-run`],
  ['a job whose place has no slash', { [jobs]: ['"/greetings.js"', '"greetings.js"'] }, `${jobs}:18 error job-not-run`],
  ['a job that is there twice', { [jobs]: ['\n  ]', `,${waveJob()}\n  ]`] }, `${jobs}:23 warning duplicate-job`],
  ['a site without wix.config.json', { [wixConfig]: null }, 'wix.config.json:1 error wix-config-missing'],
  ['a wix.config.json that is not JSON', { [wixConfig]: ['{', '{,'] }, 'wix.config.json:1 error wix-config-unreadable'],
  [
    'a wix.config.json without a site',
    { [wixConfig]: [siteId, '"appId": "1"'] },
    'wix.config.json:1 error site-id-malformed',
  ],
  ['a site id that is none', { [wixConfig]: ['5d3e1c1a-', ''] }, 'wix.config.json:2 error site-id-malformed'],
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
    'src/backend/events.js:1 warning handler-not-connected',
  ],
  ['a job of order events that is not scheduled', { [jobs]: [cleanUpJob(), ''] }, `${jobs}:1 warning own-job-missing`],
  [
    'a rule for a change that is misspelt',
    { [rules]: ["'order-paid'", "'order-payed'"] },
    `${rules}:5 error rule-change-unknown`,
  ],
  [
    'a rule for a change of another product',
    { [rules]: ["'order-paid'", "'ticket-canceled'"] },
    `${rules}:5 error rule-change-unknown`,
  ],
  [
    'a rule for a product that there is not',
    { [rules]: ["'wix-ecom'", "'wix-shop'"] },
    `${rules}:4 error rule-field-invalid`,
  ],
  [
    'two rules with one id',
    { [rules]: ["'ticket-canceled',\n    product", "'shop-paid',\n    product"] },
    `${rules}:14 error duplicate-rule`,
  ],
  ['a rule without an id', { [rules]: ["id: 'shop-paid',", ''] }, `${rules}:2 error rule-field-invalid`],
  ['a rule without an email', { [rules]: ["emailId: 'SjKs8fK',", ''] }, `${rules}:2 error rule-field-invalid`],
  [
    'an email id for each language, and no default',
    { [rules]: ['default:', 'en:'] },
    `${rules}:17 error rule-field-invalid`,
  ],
  [
    'a rule that mails the guest of a shop order',
    { [rules]: ["'buyer'", "'guest'"] },
    `${rules}:7 error rule-field-invalid`,
  ],
  [
    'a rule without variables',
    { [rules]: ['variables: ({ ticket }) => ({ name: ticket.name }),', ''] },
    `${rules}:13 error rule-field-invalid`,
  ],
  [
    'a condition that is no function',
    { [rules]: ["recipient: 'buyer',", "recipient: 'buyer',\n    when: 'paid',"] },
    `${rules}:8 error rule-field-invalid`,
  ],
  [
    'evidence that there is not',
    { [rules]: [number, `${number}\n    }),\n    evidence: ['seen'],\n    variables: ({ order, format }) => ({`] },
    `${rules}:11 error rule-field-invalid`,
  ],
  [
    'hours as text',
    { [rules]: ["recipient: 'buyer',", "recipient: 'buyer',\n    withinHours: '24',"] },
    `${rules}:8 error rule-field-invalid`,
  ],
  [
    'an unknown answer to the unknown',
    { [rules]: ["recipient: 'buyer',", "recipient: 'buyer',\n    ifUnknown: 'retry',"] },
    `${rules}:8 error rule-field-invalid`,
  ],
  [
    'a misspelt field',
    { [rules]: ["recipient: 'buyer',", "recipient: 'buyer',\n    withinHour: 24,"] },
    `${rules}:8 warning rule-field-unknown`,
  ],
  [
    'a variable that is a number',
    { [rules]: [number, 'number: Number(order.number),'] },
    `${rules}:9 error variable-not-text`,
  ],
  [
    'a variable that is an object',
    { [rules]: [number, 'number: [order.number],'] },
    `${rules}:9 error variable-not-text`,
  ],
  [
    'a rule that throws when a field is absent',
    { [rules]: [number, 'number: order.number.trim(),'] },
    `${rules}:8 error rule-throws`,
  ],
  ['a time zone that there is not', { [rules]: ['Europe/Lisbon', 'Lisbon'] }, `${rules}:26 error setting-invalid`],
  ['a language that is none', { [rules]: ["'en', retention", "'', retention"] }, `${rules}:26 error setting-invalid`],
  [
    'a time to keep things that is text',
    { [rules]: ['retentionDays: 90', "retentionDays: '90'"] },
    `${rules}:26 error setting-invalid`,
  ],
  [
    'a recording that does not say how much',
    { [rules]: ['retentionDays: 90', 'retentionDays: 90, record: { isOn: true }'] },
    `${rules}:26 error setting-invalid`,
  ],
  ['rules that cannot be loaded', { [rules]: [settings, 'settings()'] }, `${rules}:1 error rules-not-readable`],
];

it.each(faults)('finds %s and nothing else', async (_, changes, finding) => {
  expect(shown(await check(plant(changes)))).toEqual([finding]);
});

it('finds every job beyond the twentieth', async () => {
  const more = Array.from({ length: 17 }, (_, index) => waveJob(`"5 ${index} * * *"`).replace('wave', `wave${index}`));
  const functions = more.map((_, index) => `export function wave${index}() {}`).join('\n');

  const findings = await check(
    plant({
      [jobs]: ['\n  ]', `${more.map((job) => `,${job}`).join('')}\n  ]`],
      'src/backend/greetings.js': `${cleanSite['src/backend/greetings.js'] ?? ''}${functions}\n`,
    }),
  );

  expect(shown(findings)).toEqual([`${jobs}:103 error job-not-run`]);
});

it.each<[string, Plant]>([
  ['has comments', { [jobs]: ['  "jobs"', '  // Ours: "all" of them\n  "jobs" /* here */'] }],
  ['is the one that Wix put there', { 'src/backend/jobs.config': wixTemplate() }],
])('finds nothing in a jobs.config that %s', async (_, changes) => {
  const findings = shown(await check(plant(changes)));

  expect(findings.filter((finding) => !finding.endsWith('own-job-missing'))).toEqual([]);
});

it('finds nothing in a recording that is said in full', async () => {
  const record = 'retentionDays: 90, record: { isOn: true, atMost: 1000, days: 30 }';

  expect(shown(await check(plant({ [rules]: ['retentionDays: 90', record] })))).toEqual([]);
});

describe('before publishing', () => {
  const placeholders: [name: string, changes: Plant, finding: string][] = [
    [
      'the placeholder of a site id',
      { [wixConfig]: ['5d3e1c1a-7a9b-4a52-8f0e-2f6a3b1c9d10', '00000000-0000-0000-0000-000000000000'] },
      'wix.config.json:2 error placeholder-site-id',
    ],
    ['packages that were not installed', { 'wix.lock': null }, 'package.json:2 warning not-installed'],
    ['the email id of an example', { [rules]: ['SjKs8fK', 'ShopOrderPaid'] }, `${rules}:6 note placeholder-email-id`],
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
