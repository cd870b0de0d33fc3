import { checkEntry } from '../../../emulator/site-entries/check-entry.ts';

function codesIn(path: string, text: string): string[] {
  return checkEntry(path, text).map(({ code, line }) => `${line} ${code}`);
}

describe('a handler name', () => {
  it.each([
    ['wixEvents_onOrderUpdated'],
    ['wixPricingPlans_onOrderUpdated'],
    ['wixEcom_onOrderUpdated'],
    ['wixEcom_onOrderPaymentStatusUpdated'],
    ['wixStores_onNewOrder'],
  ])('may be %s', (name) => {
    expect(codesIn('events.js', `export function ${name}(event) {}`)).toEqual([]);
  });

  it.each([['wixEcom_onOrderFulfilled'], ['wixEcom_onorderUpdated'], ['onOrderUpdated'], ['toString']])(
    'is not %s, which Wix never calls',
    (name) => {
      expect(codesIn('events.js', `\nexport function ${name}(event) {}`)).toEqual(['2 undocumented-handler']);
    },
  );

  it('is not that of a default export', () => {
    expect(codesIn('events.js', 'export default function () {}')).toEqual(['1 undocumented-handler']);
  });

  it('is looked at in events.js only', () => {
    expect(codesIn('jobs.js', 'export function deliver() {}')).toEqual([]);
  });
});

describe('an import', () => {
  it.each([
    ["import { a } from './a.js';", ['1 relative-import']],
    ["import '../../tools/check/a.js';", ['1 relative-import']],
    ["\nexport const f = () => import('./a.js');", ['2 relative-import']],
    ["export { f } from '/a.js';", ['1 relative-import']],
    ["import { a } from 'backend/a.js';\nimport b from 'wix-data';\nimport c from 'valibot';", []],
    ['export const f = (name) => import(name);', []],
  ])('by %s is judged by its path', (text, findings) => {
    expect(codesIn('jobs.js', text)).toEqual(findings);
  });
});

describe('syntax', () => {
  it.each([
    ['a logical assignment', 'let a;\na ??= 1;'],
    ['a class field', 'class A {\n  b = 1;\n}'],
    ['a private method', 'class A {\n  #b() {}\n}'],
    ['await outside a function', '\nawait 1;'],
    ['a numeric separator', '\nexport const a = 1_000;'],
  ])('newer than ES2020 is found: %s', (_, text) => {
    expect(codesIn('jobs.js', text)).toEqual(['2 newer-syntax']);
  });

  it('of ES2020 is fine', () => {
    expect(codesIn('jobs.js', 'export const a = async (b) => (b?.c ?? 1n) && import("wix-data");')).toEqual([]);
  });

  it('that nothing can read is told with its line', () => {
    expect(codesIn('events.js', 'export function a( {}\n}}')).toEqual(['2 syntax-error']);
  });
});

describe('a web module', () => {
  const opening = "import { Permissions, webMethod } from 'wix-web-module';\n";

  it('may let admins and members in', () => {
    const text = `${opening}export const a = webMethod(Permissions.Admin, () => 1);
export const b = webMethod(Permissions.SiteMember, () => 'Anyone but me');
// Permissions.Anyone would be wrong.`;

    expect(codesIn('notifications.web.js', text)).toEqual([]);
  });

  it.each([
    ['directly', 'export const a = webMethod(Permissions.Anyone, () => 1);', '2 open-web-method'],
    ['by a computed name', "export const a = webMethod(Permissions['Anyone'], () => 1);", '2 open-web-method'],
    [
      'by unpacking',
      'const { Anyone: who } = Permissions;\nexport const a = webMethod(who, () => 1);',
      '2 open-web-method',
    ],
  ])('may not let everyone in %s', (_, text, finding) => {
    expect(codesIn('notifications.web.js', opening + text)).toEqual([finding]);
  });

  it.each([
    ['a plain function', 'export function a() {}'],
    ['a value', 'export const a = 1;'],
    ['an imported function', "export { a } from 'backend/x.js';"],
  ])('exports web methods only, not %s', (_, text) => {
    expect(codesIn('notifications.web.js', opening + text)).toEqual(['2 not-a-web-method']);
  });
});
