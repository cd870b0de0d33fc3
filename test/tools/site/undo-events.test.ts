import { editEvents } from '../../../tools/site/add/edit-events.ts';
import { undoEvents } from '../../../tools/site/remove/undo-events.ts';

const FILE = 'src/backend/events.js';
const specifiers = { orderEvents: 'backend/order-events.js', rules: 'backend/notification-rules.js' };
const handlers = ['wixEcom_onOrderUpdated', 'wixEcom_onOrderPaymentStatusUpdated'];

function added(text: string, file = FILE): string {
  const edited = editEvents(file, text, specifiers, handlers);
  if (edited.kind === 'stopped') throw new Error(edited.reasons.map(({ what }) => what).join());
  return edited.text;
}

function removed(text: string, file = FILE): string | undefined {
  const undone = undoEvents(file, text, specifiers);
  if (undone.kind === 'stopped') throw new Error(undone.reasons.map(({ line, what }) => `${line} ${what}`).join());
  return undone.text;
}

function stops(text: string): string[] {
  const undone = undoEvents(FILE, text, specifiers);
  return undone.kind === 'stopped' ? undone.reasons.map(({ line, what }) => `${line} ${what}`) : [];
}

describe('a file is byte for byte what it was', () => {
  it.each([
    ['empty', ''],
    ['without an end of line', 'export function wixBlog_onPostCreated() {}'],
    ['with blank lines at both ends', '\n\nexport function wixBlog_onPostCreated() {}\n\n\n'],
    ['with imports only', "import 'backend/x.js'"],
    ['with a byte order mark', '\uFEFFexport function wixBlog_onPostCreated() {}\n'],
    [
      'with Windows line endings',
      "import 'backend/x.js';\r\n\r\nexport async function wixEcom_onOrderUpdated(event) {}\r\n",
    ],
    ['with a function of ours', '// Mine.\nexport async function wixEcom_onOrderUpdated(event) {\n  await 1;\n}\n'],
    ['with an arrow function of ours', 'export const wixEcom_onOrderUpdated = (event) => 1;'],
    ['with odd blanks after export', 'export \t function wixEcom_onOrderUpdated(event) {}\n'],
    [
      'that passes its handler on',
      'export function wixEcom_onOrderUpdated(e) {\n  keep({ wixEcom_onOrderUpdated });\n}\n',
    ],
    [
      'that names it twice',
      'export function wixEcom_onOrderUpdated(e) {\n  keep({ wixEcom_onOrderUpdated: wixEcom_onOrderUpdated });\n}\n',
    ],
    ['with one in a list', 'function wixEcom_onOrderUpdated() {}\nexport { wixEcom_onOrderUpdated };\n'],
    [
      'with one last in a list',
      'function a() {}\nfunction wixEcom_onOrderUpdated() {}\nexport {a, wixEcom_onOrderUpdated}\n',
    ],
    [
      'with one in a list with a comment',
      'function wixEcom_onOrderUpdated() {}\nexport { /* mine */ wixEcom_onOrderUpdated };\n',
    ],
    [
      'with one under another name',
      'const mine = () => 1;\nexport { mine as wixEcom_onOrderUpdated, mine as wixBlog_onPostCreated };\n',
    ],
    [
      'that has our names',
      "import { site } from 'backend/other.js';\nexport const handleOrderEvent = () => site, callBoth = 1, startCall = 2;\nexport function wixEcom_onOrderUpdated() {}\n",
    ],
  ])('%s', (_, text) => {
    expect(added(text)).not.toBe(text);

    expect(removed(added(text))).toBe(text);
  });

  it('in TypeScript', () => {
    const text = 'export const wixEcom_onOrderUpdated = async (event: { id: string }): Promise<void> => {};\n';

    expect(removed(added(text, 'app/events.ts'), 'app/events.ts')).toBe(text);
  });

  it('after order events was added for one product, and for another later', () => {
    const text = 'export function wixEcom_onOrderUpdated() {}\n';
    const once = editEvents(FILE, text, specifiers, ['wixEcom_onOrderUpdated']);
    const twice = once.kind === 'edited' ? added(once.text) : '';

    expect(removed(twice)).toBe(text);
  });
});

it('keeps what was written since, before and behind what was added', () => {
  const text = 'export function wixEcom_onOrderUpdated() {}\n';
  const later = `import 'backend/new.js';\n${added(text)}\nexport function wixBlog_onPostCreated() {}\n`;

  expect(removed(later)).toBe(
    "import 'backend/new.js';\n\nexport function wixEcom_onOrderUpdated() {}\n\nexport function wixBlog_onPostCreated() {}\n",
  );
});

it('minds neither quotes nor semicolons nor the layout that a formatter gave', () => {
  const text = added('export function wixEcom_onOrderUpdated() {}\n');
  const formatted = text.replaceAll("'", '"').replaceAll(';\n', '\n').replaceAll('  ', '\t');

  expect(removed(formatted)).toBe('export function wixEcom_onOrderUpdated() {}\n');
});

describe('it stops', () => {
  it.each([
    [
      'at a handler that somebody changed',
      (text: string) =>
        text.replace(
          "return handleOrderEvent('wixEcom_onOrderPaymentStatusUpdated'",
          "note();\n  return handleOrderEvent('wixEcom_onOrderPaymentStatusUpdated'",
        ),
      ['15 It uses "handleOrderEvent" in a way that was not added'],
    ],
    [
      'at a handler of the site that nothing calls any more',
      (text: string) =>
        text
          .replace('return callBoth(\n', 'return handleOrderEvent(')
          .replace(
            "    () => handleOrderEvent('wixEcom_onOrderUpdated', event, site),\n    () => existing_wixEcom_onOrderUpdated(event),\n  )",
            "'wixEcom_onOrderUpdated', event, site)",
          ),
      ['4 "existing_wixEcom_onOrderUpdated" is called by nothing'],
    ],
    [
      'at a handler of the site that stands elsewhere now',
      (text: string) =>
        text.replace(
          'function existing_wixEcom_onOrderUpdated() {}',
          "import { existing_wixEcom_onOrderUpdated } from 'backend/mine.js';",
        ),
      ['6 It calls "existing_wixEcom_onOrderUpdated", and how that was exported before is not known any more'],
    ],
  ])('%s', (_, change, reasons) => {
    expect(stops(change(added('export function wixEcom_onOrderUpdated() {}\n')))).toEqual(reasons);
  });
});
