import { checkEntry } from '../../../../tools/workbench/site-entries/check-entry.ts';

function codesIn(text: string, path = 'events.js'): string[] {
  return checkEntry(path, text).map(({ code, line }) => `${line} ${code}`);
}

const name = 'wixEcom_onOrderUpdated';

describe('an export that Wix calls', () => {
  it.each([
    ['a function', `export function ${name}(event) {}`],
    ['an async function', `export async function ${name}(event) {}`],
    ['an arrow function', `import { f } from 'backend/x.js';\nexport const ${name} = (event) => f(event);`],
    ['a function expression', `export const ${name} = async function (event) {};`],
    ['a function of this file in a list', `function f(event) {}\nexport { f as ${name} };`],
    [
      'a result that an arrow wraps',
      `import { make } from 'x';\nconst made = make();\nexport const ${name} = (e) => made(e);`,
    ],
  ])('may be %s', (_, text) => {
    expect(codesIn(text)).toEqual([]);
  });
});

describe('an export that Wix never calls', () => {
  it.each([
    ['an import exported again', `import { f } from 'x';\nexport const ${name} = f;`, '2 re-export'],
    ['an import in a list', `import { f } from 'x';\nexport { f as ${name} };`, '2 re-export'],
    ['an import by way of a constant', `import f from 'x';\nconst g = f;\nexport { g as ${name} };`, '3 re-export'],
    ['an export from another module', `\nexport { ${name} } from 'backend/x.js';`, '2 re-export'],
    ['everything of another module', `export * from 'backend/x.js';`, '1 re-export'],
    ['a factory', `import { make } from 'x';\nexport const ${name} = make(1);`, '2 dynamic-export'],
    [
      'a web method',
      `import { webMethod } from 'x';\nexport const ${name} = webMethod(1, () => 1);`,
      '2 dynamic-export',
    ],
    [
      'a factory in a list',
      `import { make } from 'x';\nconst f = make();\nexport { f as ${name} };`,
      '3 dynamic-export',
    ],
    ['a choice', `export const ${name} = globalThis.x ? () => 1 : () => 2;`, '1 dynamic-export'],
    ['a new object', `export const ${name} = new Function('event', '');`, '1 dynamic-export'],
    ['a member', `import { all } from 'x';\nexport const ${name} = all.${name};`, '2 member-export'],
    ['an optional member', `import { all } from 'x';\nexport const ${name} = all?.${name};`, '2 member-export'],
    ['an unpacked member', `import { all } from 'x';\nexport const { ${name} } = all;`, '2 member-export'],
    [
      'an unpacked and renamed member',
      `import { all } from 'x';\nexport const { a: [${name} = 1] } = all;`,
      '2 member-export',
    ],
    ['an object', `export const ${name} = { handle() {} };`, '1 not-a-function'],
    ['nothing yet', `export let ${name};`, '1 not-a-function'],
    ['a class', `export class ${name} {}`, '1 not-a-function'],
    ['a generator', `export function* ${name}(event) {}`, '1 not-a-function'],
    ['a generator expression', `export const ${name} = function* (event) {};`, '1 not-a-function'],
    ['constants that name each other', `const a = b, b = a;\nexport { a as ${name} };`, '2 not-a-function'],
    ['module.exports', `module.exports = { ${name}: () => 1 };`, '1 commonjs-export'],
    ['a field of module.exports', `\nmodule.exports.${name} = () => 1;`, '2 commonjs-export'],
    ['a field of exports', `exports.${name} = () => 1;`, '1 commonjs-export'],
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
  const [finding] = checkEntry('events.js', `import { f } from 'x';\nexport const ${name} = f;`);

  expect(finding?.message).toContain(`write \`export function ${name}(event) { … }\``);
});
