import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { addedText } from '../../../tools/site/add/added-text.ts';
import { checkSite } from '../../../tools/site/check/check-site.ts';
import { readSite } from '../../../tools/site/check/read-site.ts';
import type { SiteFinding } from '../../../tools/site/check/site-finding.ts';
import { ownFileNames } from '../../../tools/site/own-files.ts';
import { handlerNames } from '../../../src/backend/order-events/handlers/handlers.ts';
import { makeSite } from '../../emulator/site-fixture.ts';

/** The folder of this package. */
export const root = join(__dirname, '../../..');

const ownFiles = ownFileNames.map((name) => [
  `src/backend/${name}`,
  addedText(name, readFileSync(join(root, 'src/backend', name), 'utf8'), { paths: new Map() }),
]);

const ownHandlers = handlerNames
  .map((handler) => `\nexport function ${handler}(event) {\n  return handleOrderEvent('${handler}', event, site);\n}\n`)
  .join('');

/** A site with order events and some code of its own, in which nothing is wrong. */
export const cleanSite: Readonly<Record<string, string>> = {
  ...(Object.fromEntries(ownFiles) as Record<string, string>),
  'wix.config.json': '{\n  "siteId": "5d3e1c1a-7a9b-4a52-8f0e-2f6a3b1c9d10",\n  "uiVersion": "12"\n}\n',
  'wix.lock': '',
  'package.json': `{
  "dependencies": {
    "@wix/crm": "^1.0.0",
    "@wix/ecom": "^1.0.0",
    "@wix/events": "^1.0.0",
    "@wix/pricing-plans": "^1.0.0"
  },
  "devDependencies": { "vitest": "^3.0.0" }
}
`,
  'src/backend/events.js': `import { handleOrderEvent } from 'backend/order-events.js';
import { site } from 'backend/notification-rules.js';
import { greet } from 'backend/greetings';

export function wixMembers_onMemberCreated(event) {
  return greet(event);
}
${ownHandlers}`,
  'src/backend/greetings.js': `import wixData from 'wix-data';
import { createHash } from 'crypto';
import { shorten } from 'public/text.js';

export function greet({ metadata }) {
  return wixData.insert('Greetings', { id: shorten(createHash('sha256').update(metadata.id).digest('hex')) });
}

export function wave() {
  return 1;
}
`,
  'src/backend/search.web.js': `import { Permissions, webMethod } from 'wix-web-module';

export const countAll = webMethod(Permissions.SiteMember, () => 1);
`,
  'src/public/text.js': 'export const shorten = (text) => text.slice(0, 8);\n',
  'src/pages/masterPage.js': "import { countAll } from 'backend/search.web';\n$w.onReady(() => countAll());\n",
  'src/backend/jobs.config': `{
  "jobs": [
    {
      "functionLocation": "/jobs.js",
      "functionName": "deliverDueNotifications",
      "executionConfig": { "cronExpression": "10 * * * *" }
    },
    {
      "functionLocation": "/jobs.js",
      "functionName": "cleanUp",
      "executionConfig": { "cronExpression": "40 3 * * *" }
    },
    {
      "functionLocation": "/reconcile-orders.js",
      "functionName": "reconcileOrders",
      "executionConfig": { "cronExpression": "25 */6 * * *" }
    },
    {
      "functionLocation": "/greetings.js",
      "functionName": "wave",
      "executionConfig": { "time": "08:00", "dayOfWeek": "Monday" }
    }
  ]
}
`,
  'src/backend/notification-rules.js': `const rules = [
  {
    id: 'shop-paid',
    product: 'wix-ecom',
    change: 'order-paid',
    emailId: 'SjKs8fK',
    recipient: 'buyer',
    variables: ({ order, format }) => ({
      number: order.number,
      total: format.money(order.total, order.currency),
    }),
  },
  {
    id: 'ticket-canceled',
    product: 'wix-events',
    change: 'ticket-canceled',
    emailId: { default: 'SjKs8fL', pt: 'SjKs8fM' },
    recipient: 'guest',
    when: ({ ticket }) => ticket !== undefined,
    variables: ({ ticket }) => ({ name: ticket.name }),
  },
];

export const site = {
  rules,
  settings: { timeZone: 'Europe/Lisbon', fallbackLanguage: 'en', retentionDays: 90 },
};
`,
};

/** What is changed in the clean site: a text by the file that it replaces it in, `null` to remove a file. */
export type Plant = Readonly<Record<string, string | null | readonly [from: string, to: string]>>;

/** A copy of the clean site's files with the changes; throws when a text that is to be replaced is not there once. */
export function plant(changes: Plant): Record<string, string> {
  const files: Record<string, string> = { ...cleanSite };
  for (const [path, change] of Object.entries(changes)) {
    if (change === null) delete files[path];
    else if (typeof change === 'string') files[path] = change;
    else files[path] = replaceOnce(path, files[path] ?? '', change);
  }
  return files;
}

function replaceOnce(path: string, text: string, [from, to]: readonly [string, string]): string {
  if (text.split(from).length !== 2) throw new Error(`${path} does not have once: ${from}`);
  return text.replace(from, () => to);
}

/** Checks a site of those files. */
export async function check(files: Record<string, string>, isPublishing = false): Promise<SiteFinding[]> {
  const site = readSite(makeSite(files));
  if (site === undefined) throw new Error('The fixture is no site.');
  return await checkSite(site, { root, isPublishing, isRunningRules: true });
}

/** Findings as `file:line severity code`. */
export function shown(findings: readonly SiteFinding[]): string[] {
  return findings.map(({ file, line, severity, code }) => `${file}:${line} ${severity} ${code}`);
}
