import { execFileSync } from 'node:child_process';

import { makeSite } from '../../emulator/site-fixture.ts';

const WIX_CONFIG = '{ "siteId": "5d3e1c1a-7a9b-4a52-8f0e-2f6a3b1c9d10", "uiVersion": "12" }\n';
const DEFAULT_PACKAGE = `{
  "name": "my-site",
  "devDependencies": {
    "@wix/cli": "^1.0.0"
  },
  "scripts": {
    "dev": "wix dev"
  }
}
`;
const base = {
  'wix.config.json': WIX_CONFIG,
  'package.json': DEFAULT_PACKAGE,
  '.gitignore': 'node_modules\n.wix\n',
  'src/pages/masterPage.js': '$w.onReady(() => {});\n',
  'src/backend/permissions.json': '{ "web-methods": {} }\n',
};
const OTHER_HANDLERS = `import { insertNews } from 'backend/news';
import wixStoresBackend from 'wix-stores-backend';

export function wixBlog_onPostCreated(event) {
  return insertNews(event, wixStoresBackend);
}
`;
const NEWS = `import wixData from 'wix-data';

export const insertNews = (event) => wixData.insert('News', { text: event.entity.title });
`;

/** The site's own handler keeps a book, and mails by an old rule of its own. */
const ONE_OF_OURS = `import { triggeredEmails } from 'wix-crm-backend';
import wixData from 'wix-data';

export const wixEcom_onOrderPaymentStatusUpdated = async (event) => {
  await wixData.insert('Sales', { orderId: event.data.order._id }, { suppressAuth: true });
  await triggeredEmails.emailContact('OldEmail', event.data.order.buyerInfo.contactId, { variables: {} });
};
`;

/** Sites that order events can be added to, by what they have. */
export const siteLayouts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no events file': base,
  'other handlers': { ...base, 'src/backend/events.js': OTHER_HANDLERS, 'src/backend/news.js': NEWS },
  'one of our handlers': { ...base, 'src/backend/events.js': ONE_OF_OURS },
  'jobs and files of our names': {
    ...base,
    'package.json': '{"name":"x","dependencies":{"@wix/ecom":"1.0.1"}}',
    'src/backend/jobs.js': 'export function cleanUp() {}\n',
    'src/backend/notifications.web.js': `import { Permissions, webMethod } from 'wix-web-module';

export const notify = webMethod(Permissions.Admin, () => 1);
`,
    'src/backend/notification-rules.js': 'export const rules = [];\n',
    'src/backend/jobs.config': `// Every day.
{
\t"jobs": [
\t\t{ "functionLocation": "/jobs.js", "functionName": "cleanUp",
\t\t\t"executionConfig": { "time": "08:00" } }
\t]
}`,
  },
  'Windows line endings': {
    ...base,
    'package.json': DEFAULT_PACKAGE.replaceAll('\n', '\r\n'),
    'src/backend/events.js': OTHER_HANDLERS.replaceAll('\n', '\r\n'),
    'src/backend/news.js': NEWS,
  },
  'TypeScript compiled into src': {
    ...base,
    'tsconfig.json': `{
  // Strict, as it should be.
  "compilerOptions": {
    "target": "ES2020", "module": "ES2020", "moduleResolution": "bundler", "strict": true, "types": [],
    "outDir": "src", "rootDir": "app", "paths": { "backend/*": ["./app/backend/*"] }
  },
  "include": ["app"]
}
`,
    'app/backend/names.ts': 'export const nameOf = (id: string): string => `order ${id}`;\n',
    'app/backend/events.ts': `import { nameOf } from 'backend/names.js';

export async function wixEcom_onOrderUpdated(event: { entity: { _id: string } }): Promise<string> {
  return nameOf(event.entity._id);
}
`,
    'src/backend/names.js': 'export const nameOf = (id) => `order ${id}`;\n',
    'src/backend/events.js': `import { nameOf } from 'backend/names.js';
export async function wixEcom_onOrderUpdated(event) {
    return nameOf(event.entity._id);
}
`,
  },
};

/** A site whose `events.js` Wix does not understand. */
export const commonJsLayout: Readonly<Record<string, string>> = {
  ...base,
  'src/backend/events.js':
    "const news = require('backend/news');\n\nmodule.exports = { wixBlog_onPostCreated: news.insertNews };\n",
};

/** Makes the site in a Git repository of its own, with everything committed. */
export function makeGitSite(files: Readonly<Record<string, string>>): string {
  const dir = makeSite({ ...files });
  git(dir, 'init', '--quiet');
  git(dir, 'config', 'core.autocrlf', 'false');
  commitAll(dir);
  return dir;
}

/** Commits whatever was changed. */
export function commitAll(dir: string): void {
  git(dir, 'add', '--all');
  git(dir, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '-m', 'A state');
}

/** Runs Git in the site and gives what it prints. */
export function git(dir: string, ...args: string[]): string {
  return execFileSync('git', ['-C', dir, ...args], { encoding: 'utf8' });
}
