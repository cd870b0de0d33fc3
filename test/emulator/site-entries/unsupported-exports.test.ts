import { checkEntry } from '../../../emulator/site-entries/check-entry.ts';

function codesIn(text: string, path = 'events.js'): string[] {
  return checkEntry(path, text).map(({ code, line }) => `${line} ${code}`);
}

const NAME = 'wixEcom_onOrderUpdated';

describe('an export that Wix calls', () => {
  it.each([
    ['a function', `export function ${NAME}(event) {}`],
    ['an async function', `export async function ${NAME}(event) {}`],
    ['an arrow function', `import { f } from 'backend/x.js';\nexport const ${NAME} = (event) => f(event);`],
    ['a function expression', `export const ${NAME} = async function (event) {};`],
    ['a function of this file in a list', `function f(event) {}\nexport { f as ${NAME} };`],
    [
      'a result that an arrow wraps',
      `import { make } from 'x';\nconst made = make();\nexport const ${NAME} = (e) => made(e);`,
    ],
  ])('may be %s', (_, text) => {
    expect(codesIn(text)).toEqual([]);
  });
});

describe('an export that Wix never calls', () => {
  it.each([
    ['an import exported again', `import { f } from 'x';\nexport const ${NAME} = f;`, '2 re-export'],
    ['an import in a list', `import { f } from 'x';\nexport { f as ${NAME} };`, '2 re-export'],
    ['an import by way of a constant', `import f from 'x';\nconst g = f;\nexport { g as ${NAME} };`, '3 re-export'],
    ['an export from another module', `\nexport { ${NAME} } from 'backend/x.js';`, '2 re-export'],
    ['everything of another module', `export * from 'backend/x.js';`, '1 re-export'],
    ['a factory', `import { make } from 'x';\nexport const ${NAME} = make(1);`, '2 dynamic-export'],
    [
      'a web method',
      `import { webMethod } from 'x';\nexport const ${NAME} = webMethod(1, () => 1);`,
      '2 dynamic-export',
    ],
    [
      'a factory in a list',
      `import { make } from 'x';\nconst f = make();\nexport { f as ${NAME} };`,
      '3 dynamic-export',
    ],
    ['a choice', `export const ${NAME} = globalThis.x ? () => 1 : () => 2;`, '1 dynamic-export'],
    ['a new object', `export const ${NAME} = new Function('event', '');`, '1 dynamic-export'],
    ['a member', `import { all } from 'x';\nexport const ${NAME} = all.${NAME};`, '2 member-export'],
    ['an optional member', `import { all } from 'x';\nexport const ${NAME} = all?.${NAME};`, '2 member-export'],
    ['an unpacked member', `import { all } from 'x';\nexport const { ${NAME} } = all;`, '2 member-export'],
    [
      'an unpacked and renamed member',
      `import { all } from 'x';\nexport const { a: [${NAME} = 1] } = all;`,
      '2 member-export',
    ],
    ['an object', `export const ${NAME} = { handle() {} };`, '1 not-a-function'],
    ['nothing yet', `export let ${NAME};`, '1 not-a-function'],
    ['a class', `export class ${NAME} {}`, '1 not-a-function'],
    ['a generator', `export function* ${NAME}(event) {}`, '1 not-a-function'],
    ['a generator expression', `export const ${NAME} = function* (event) {};`, '1 not-a-function'],
    ['constants that name each other', `const a = b, b = a;\nexport { a as ${NAME} };`, '2 not-a-function'],
    ['module.exports', `module.exports = { ${NAME}: () => 1 };`, '1 commonjs-export'],
    ['a field of module.exports', `\nmodule.exports.${NAME} = () => 1;`, '2 commonjs-export'],
    ['a field of exports', `exports.${NAME} = () => 1;`, '1 commonjs-export'],
  ])('is %s', (_, text, finding) => {
    expect(codesIn(text)).toEqual([finding]);
  });

  it.each([
    ['a function', 'export default function () {}', []],
    ['a class', 'export default class {}', ['1 not-a-function']],
    ['an import', "import f from 'x';\nexport default f;", ['2 re-export']],
    ['an expression', 'export default make();', ['1 dynamic-export']],
    ['several unpacked at once', 'export const { a, ...b } = c, [, d, [...e]] = f;', Array(4).fill('1 member-export')],
    ['an unknown name', 'export { a as default };\nvar a;', ['1 not-a-function']],
  ])('is told by what it stands for: %s', (_, text, findings) => {
    expect(codesIn(text, 'data.js')).toEqual(findings);
  });

  it('is found in data.js and routers.js too, and not where any form works', () => {
    const text = `import { f } from 'x';\nexport const run = f;`;

    expect(codesIn(text, 'data.js')).toEqual(['2 re-export']);
    expect(codesIn(text, 'routers.js')).toEqual(['2 re-export']);
    expect(codesIn(text, 'jobs.js')).toEqual([]);
  });
});

it('says how to write it instead', () => {
  const [finding] = checkEntry('events.js', `import { f } from 'x';\nexport const ${NAME} = f;`);

  expect(finding?.message).toContain(`write \`export function ${NAME}(event) { … }\``);
});
