import { editEvents } from '../../../tools/site/add/edit-events.ts';

const handlers = [
  'wixEvents_onOrderUpdated',
  'wixPricingPlans_onOrderUpdated',
  'wixEcom_onOrderUpdated',
  'wixEcom_onOrderPaymentStatusUpdated',
];
const specifiers = { orderEvents: 'backend/order-events.js', rules: 'backend/notification-rules.js' };
const IMPORTS = `import { handleOrderEvent } from 'backend/order-events.js';
import { site } from 'backend/notification-rules.js';
`;
const OTHERS = `export function wixEvents_onOrderUpdated(event) {
  return handleOrderEvent('wixEvents_onOrderUpdated', event, site);
}

export function wixPricingPlans_onOrderUpdated(event) {
  return handleOrderEvent('wixPricingPlans_onOrderUpdated', event, site);
}
`;
const PAID = `export function wixEcom_onOrderPaymentStatusUpdated(event) {
  return handleOrderEvent('wixEcom_onOrderPaymentStatusUpdated', event, site);
}
`;
const ECOM = `export function wixEcom_onOrderUpdated(event) {
  return handleOrderEvent('wixEcom_onOrderUpdated', event, site);
}
`;
const BOTH = `export function wixEcom_onOrderUpdated(event) {
  return callBoth(
    () => handleOrderEvent('wixEcom_onOrderUpdated', event, site),
    () => existing_wixEcom_onOrderUpdated(event),
  );
}
`;
const HELPERS = `// Both are called, whatever becomes of the other; the handler fails when one of them did.
async function callBoth(orderEvents, existing) {
  const [ours, own] = await Promise.allSettled([startCall(orderEvents), startCall(existing)]);
  if (ours.status === 'rejected') throw ours.reason;
  if (own.status === 'rejected') throw own.reason;
  return ours.value;
}

async function startCall(call) {
  return call();
}
`;

function edited(text: string, file = 'src/backend/events.js'): string {
  const result = editEvents(file, text, specifiers, handlers);
  if (result.kind === 'stopped') throw new Error(result.reasons.map(({ what }) => what).join());
  return result.text;
}

function stops(text: string): string[] {
  const result = editEvents('src/backend/events.js', text, specifiers, handlers);
  return result.kind === 'stopped' ? result.reasons.map(({ line, what }) => `${line} ${what}`) : [];
}

it('adds imports behind the others and handlers at the end, and leaves the rest byte for byte', () => {
  const text = `// Mine.
import wixData from 'wix-data'
import {x} from "backend/x"; /* kept */

export  const wixBlog_onPostCreated = ( e ) => x( e )   // odd, and kept
`;

  expect(edited(text)).toBe(`// Mine.
import wixData from 'wix-data'
import {x} from "backend/x"; /* kept */
${IMPORTS.trimEnd()}

export  const wixBlog_onPostCreated = ( e ) => x( e )   // odd, and kept

${OTHERS}
${ECOM}
${PAID}`);
});

it('puts imports first in a file that has none', () => {
  expect(edited('export function wixBlog_onPostCreated() {}')).toBe(
    `${IMPORTS}\nexport function wixBlog_onPostCreated() {}\n${OTHERS}\n${ECOM}\n${PAID}`,
  );
});

it('keeps the line endings of the file', () => {
  const text = edited('export function wixBlog_onPostCreated() {}\r\n');

  expect(text.split('\n').filter((line) => !line.endsWith('\r'))).toEqual(['']);
});

describe('a handler that is there', () => {
  it.each([
    [
      'a function',
      'export async function wixEcom_onOrderUpdated(event) {\n  await 1;\n}\n',
      'async function existing_wixEcom_onOrderUpdated(event) {\n  await 1;\n}\n',
    ],
    [
      'an arrow function',
      'export const wixEcom_onOrderUpdated = (event) => 1;\n',
      'const existing_wixEcom_onOrderUpdated = (event) => 1;\n',
    ],
    [
      'a function that calls itself and is passed on',
      'export function wixEcom_onOrderUpdated(e) {\n  keep({ wixEcom_onOrderUpdated, a: x.wixEcom_onOrderUpdated });\n}\n',
      'function existing_wixEcom_onOrderUpdated(e) {\n  keep({ wixEcom_onOrderUpdated: existing_wixEcom_onOrderUpdated, a: x.wixEcom_onOrderUpdated });\n}\n',
    ],
    [
      'a function in a list of exports',
      'function wixEcom_onOrderUpdated(event) {}\nexport { wixEcom_onOrderUpdated };\n',
      'function existing_wixEcom_onOrderUpdated(event) {}\n/* taken over by order-events: export { wixEcom_onOrderUpdated };*/\n',
    ],
  ])('as %s is renamed and called beside ours', (_, text, before) => {
    expect(edited(text)).toBe(`${IMPORTS}\n${before}\n${OTHERS}\n${BOTH}\n${PAID}\n${HELPERS}`);
  });

  it('is taken out of a list of exports under its own name', () => {
    const text =
      'const mine = (event) => 1;\nexport { mine as wixEcom_onOrderUpdated, mine as wixBlog_onPostCreated };\n';

    expect(edited(text)).toBe(
      `${IMPORTS}\nconst mine = (event) => 1;\nexport { /* taken over by order-events: mine as wixEcom_onOrderUpdated, */mine as wixBlog_onPostCreated };\n\n${OTHERS}\n${BOTH.replace('existing_wixEcom_onOrderUpdated', 'mine')}\n${PAID}\n${HELPERS}`,
    );
  });
});

it('takes other names where the file uses its own', () => {
  const text = edited("import { site } from 'backend/other.js';\nexport const handleOrderEvent = () => site;\n");

  expect(text).toContain("import { handleOrderEvent as handleOrderEvent2 } from 'backend/order-events.js';");
  expect(text).toContain("import { site as site2 } from 'backend/notification-rules.js';");
  expect(text).toContain("handleOrderEvent2('wixEcom_onOrderUpdated', event, site2)");
});

it('changes nothing the second time', () => {
  const once = edited('export function wixEcom_onOrderUpdated(event) {}\n');

  expect(edited(once)).toBe(once);
});

it('adds a handler that was removed, with the imports that are there', () => {
  const once = edited('');

  expect(edited(once.replace(`\n${PAID}`, ''))).toBe(once);
});

it('edits TypeScript in TypeScript', () => {
  const text = edited(
    'export const wixEcom_onOrderUpdated = async (event: { id: string }): Promise<void> => {};\n',
    'app/events.ts',
  );

  expect(text).toContain('const existing_wixEcom_onOrderUpdated = async (event: { id: string })');
  expect(text).toContain('export function wixEvents_onOrderUpdated(event: unknown) {');
  expect(text).toContain('(event: Parameters<typeof existing_wixEcom_onOrderUpdated>[0]) {');
});

describe('the edit stops', () => {
  it.each([
    [
      'at CommonJS',
      '\nmodule.exports.wixBlog_onPostCreated = () => 1;',
      ['2 CommonJS exports are never called by Wix'],
    ],
    [
      'at a handler that is exported again',
      "export { wixEcom_onOrderUpdated } from 'backend/x.js';",
      ['1 "wixEcom_onOrderUpdated" is imported and exported again, so Wix never calls it'],
    ],
    [
      'at a handler that a factory makes',
      '\n\nexport const wixEcom_onOrderUpdated = make();',
      ['3 "wixEcom_onOrderUpdated" is the result of an expression that has to run first, so Wix never calls it'],
    ],
    [
      'at a handler that is exported beside others',
      'export const a = () => 1,\n  wixEcom_onOrderUpdated = () => 1;',
      ['1 "wixEcom_onOrderUpdated" is exported together with others'],
    ],
    [
      'at a handler that is not exported',
      'function wixEcom_onOrderUpdated() {}',
      ['1 "wixEcom_onOrderUpdated" is used, and not exported here'],
    ],
    ['at a file that cannot be read', 'export function', ['1 It cannot be read: Unexpected token (1:15)']],
  ])('%s', (_, text, reasons) => {
    expect(stops(text)).toEqual(reasons);
  });

  it('and does not mind other forms of other handlers', () => {
    expect(stops("export { wixBlog_onPostCreated } from 'backend/x.js';")).toEqual([]);
  });
});
