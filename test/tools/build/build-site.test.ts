import { buildSite } from '../../../tools/build/build-site.ts';
import { makeSite, packageFiles, removeSites } from './fixture-site.ts';

afterEach(removeSites);

async function build(files: Readonly<Record<string, string>>): Promise<Map<string, string>> {
  return await buildSite(makeSite({ '.prettierrc.json': '{ "singleQuote": true, "printWidth": 120 }', ...files }));
}

describe('an entry', () => {
  it('keeps its export forms, its comments, its blank lines and its import specifiers, and says its types in comments', async () => {
    const built = await build({
      'src/backend/events.ts': `// What Wix calls.

import type { WixEvent } from 'backend/order-events.js';
import { handle } from 'backend/order-events.js';

interface Reply {
  ok: boolean;
}

/** Every change of a shop order. */
export function wixEcom_onOrderUpdated(event: WixEvent): Promise<Reply> {
  const known = handle as (event: WixEvent) => Promise<Reply>;

  // Wix waits for it.
  return known(event);
}
`,
    });

    expect([...built]).toEqual([
      [
        'src/backend/events.js',
        `// Generated from events.ts by \`npm run build\` of wix-order-events 0.1.0 (2026-11-27): edit that file instead.

// What Wix calls.

import { handle } from 'backend/order-events.js';

/**
 * Every change of a shop order.
 * @param {import('backend/order-events.js').WixEvent} event
 */
export function wixEcom_onOrderUpdated(event) {
  const known = handle;

  // Wix waits for it.
  return known(event);
}
`,
      ],
    ]);
  });

  it('keeps the literal form of a web method', async () => {
    const built = await build({
      'src/backend/notifications.web.ts': `import { Permissions, webMethod } from 'wix-web-module';
export const getHealth = webMethod(Permissions.Admin, async (): Promise<string> => 'fine');
`,
    });

    expect(built.get('src/backend/notifications.web.js')).toContain(
      "export const getHealth = webMethod(Permissions.Admin, async () => 'fine');\n",
    );
  });
});

describe('the bundle', () => {
  it('is one ES2020 module without unused code, with the licence of every package that it contains', async () => {
    const built = await build({
      ...packageFiles('tiny', `export function tiny(x) { x ??= 0; return x; }\nexport const spare = 'spare';\n`),
      ...packageFiles('@big/unused', `export const big = 'big';\n`, 'Not wanted.'),
      'src/backend/order-events.ts': `import { tiny } from 'tiny';
import { big } from '@big/unused';
import wixData from 'wix-data';
import { rules } from 'backend/notification-rules.js';
import { named } from './order-events/named.ts';

/** Handles one event. */
export async function handle(event: unknown): Promise<unknown> {
  const { orders } = await import('@wix/ecom');
  return [wixData, rules, orders, named(tiny(event))];
}

export type Big = typeof big;
`,
      'src/backend/order-events/named.ts': `
/** Names it. */
export function named(x: unknown): string {
  return \`named

\${String(x)}\`;
}

export function neverCalled(): void {}
`,
    });

    expect(built.get('src/backend/order-events.js'))
      .toBe(`// Generated from src/backend/order-events.ts by \`npm run build\` of wix-order-events 0.1.0 (2026-11-27): edit it and the folder of its name instead.

/*!
 * Contains code of tiny 1.2.3:
 *
 * Free to use.
 */

import wixData from 'wix-data';
import { rules } from 'backend/notification-rules.js';

function tiny(x) {
  x ?? (x = 0);
  return x;
}

/** Names it. */
function named(x) {
  return \`named

\${String(x)}\`;
}

/** Handles one event. */
async function handle(event) {
  const { orders } = await import('@wix/ecom');
  return [wixData, rules, orders, named(tiny(event))];
}

export { handle };
`);
  });

  it.each([
    ['a package that is not there', `import { x } from 'absent'; export const y = x;`, /absent/],
    ['a Node.js built-in', `import { x } from 'node:fs'; export const y = x;`, /node:fs/],
    [
      'an export that is not there',
      `import { x } from './order-events/empty.ts'; export const y = x;`,
      /"x" is not exported/,
    ],
    ['a cycle', `import { b } from './order-events/cycle.ts'; export const a = () => b;`, /[Cc]ircular/],
  ])('is refused when it imports %s', async (_, code, message) => {
    const built = build({
      'src/backend/order-events.ts': code,
      'src/backend/order-events/empty.ts': 'export {};',
      'src/backend/order-events/cycle.ts': `import { a } from '../order-events.ts'; export const b = () => a;`,
    });

    await expect(built).rejects.toThrow(message);
  });

  it('is refused when a package in it has no licence file', async () => {
    const { 'node_modules/tiny/LICENSE': _, ...unlicensed } = packageFiles('tiny', 'export const tiny = () => 1;');

    const built = build({
      ...unlicensed,
      'src/backend/order-events.ts': `import { tiny } from 'tiny'; export const x = () => tiny();`,
    });

    await expect(built).rejects.toThrow('tiny has no licence file');
  });
});

it('gives the same text in another folder', async () => {
  const files = {
    ...packageFiles('tiny', 'export const tiny = () => 1;'),
    'src/backend/jobs.ts': 'export const run = () => 1;',
    'src/backend/order-events.ts': `import { tiny } from 'tiny'; export const x = () => tiny();`,
  };

  expect([...(await build(files))]).toEqual([...(await build(files))]);
});
