import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';

import { withPartsTable } from '../../../tools/check/architecture/parts-table.ts';

const run = promisify(execFile);
const root = join(__dirname, '../../..');

const CORE = 'src/backend/order-events';

type How = 'type' | 'import()';

const wrong: readonly (readonly [rule: string, from: string, to: string, how?: How])[] = [
  ['values/', `${CORE}/values/one.ts`, `${CORE}/changes/two.ts`],
  ['values/', `${CORE}/values/one.ts`, 'node:fs'],
  ['values/', `${CORE}/values/one.ts`, 'wix-data'],
  ['values/', `${CORE}/values/one.ts`, '@wix/ecom'],
  ['values/', `${CORE}/values/one.ts`, '@wix/ecom', 'import()'],
  ['products/{product,*/change-kinds}.ts', `${CORE}/products/product.ts`, `${CORE}/changes/two.ts`, 'type'],
  ['products/{product,*/change-kinds}.ts', `${CORE}/products/shop/change-kinds.ts`, `${CORE}/values/two.ts`],
  ['changes/', `${CORE}/changes/one.ts`, `${CORE}/products/two.ts`, 'type'],
  ['products/', `${CORE}/products/one.ts`, `${CORE}/handlers/two.ts`, 'type'],
  ['handlers/', `${CORE}/handlers/one.ts`, `${CORE}/timeline/two.ts`],
  ['timeline/', `${CORE}/timeline/one.ts`, `${CORE}/rules/two.ts`],
  ['rules/', `${CORE}/rules/one.ts`, `${CORE}/ports/two.ts`, 'type'],
  ['order-events-error.ts', `${CORE}/order-events-error.ts`, `${CORE}/values/two.ts`],
  ['ports/', `${CORE}/ports/one.ts`, `${CORE}/delivery/two.ts`, 'type'],
  ['jobs/', `${CORE}/jobs/one.ts`, `${CORE}/delivery/two.ts`],
  ['delivery/', `${CORE}/delivery/one.ts`, `${CORE}/intake/two.ts`],
  ['retention/', `${CORE}/retention/one.ts`, `${CORE}/intake/two.ts`],
  ['intake/', `${CORE}/intake/one.ts`, `${CORE}/wix/two.ts`],
  ['recording/', `${CORE}/recording/one.ts`, `${CORE}/wix/two.ts`, 'type'],
  ['reconcile/', `${CORE}/reconcile/one.ts`, `${CORE}/web-methods/two.ts`],
  ['reconcile/', `${CORE}/reconcile/one.ts`, '@wix/ecom'],
  ['web-methods/', `${CORE}/web-methods/one.ts`, `${CORE}/create-order-events.ts`],
  ['memory/', `${CORE}/memory/one.ts`, `${CORE}/delivery/two.ts`],
  ['memory/', `${CORE}/memory/one.ts`, `${CORE}/wix/two.ts`],
  ['wix/', `${CORE}/wix/one.ts`, `${CORE}/delivery/two.ts`],
  ['wix/', `${CORE}/wix/one.ts`, '@wix/crm'],
  ['{compose,create}-order-events.ts', `${CORE}/create-order-events.ts`, `${CORE}/wix/two.ts`, 'type'],
  ['src/backend/order-events.ts', 'src/backend/order-events.ts', `${CORE}/intake/two.ts`],
  ['src/backend/*.web.ts', 'src/backend/notifications.web.ts', 'wix-data'],
  ['src/backend/reconcile-orders.ts', 'src/backend/reconcile-orders.ts', 'wix-data'],
  ['src/backend/*.ts', 'src/backend/events.ts', `${CORE}/intake/two.ts`],
  ['src/backend/*.ts', 'src/backend/events.ts', '@wix/ecom'],
  ['emulator/', 'emulator/one.ts', `${CORE}/values/two.ts`, 'type'],
  ['emulator/', 'emulator/one.ts', 'tools/workbench/two.ts'],
  ['hosts/sql/', 'hosts/sql/one.ts', `${CORE}/wix/two.ts`],
  ['hosts/sql/', 'hosts/sql/one.ts', 'emulator/two.ts'],
  ['hosts/sql/', 'hosts/sql/one.ts', 'tools/site/two.ts'],
  ['hosts/sdk/', 'hosts/sdk/one.ts', `${CORE}/intake/two.ts`],
  ['hosts/sdk/', 'hosts/sdk/one.ts', '@wix/ecom', 'type'],
  ['tools/build/', 'tools/build/one.ts', 'tools/site/two.ts'],
  ['tools/workbench/', 'tools/workbench/one.ts', 'tools/cli/two.ts'],
  ['tools/workbench/', 'tools/workbench/one.ts', 'test/two.ts', 'type'],
  ['tools/cli/', 'tools/cli/one.ts', 'tools/console/two.ts'],
  ['tools/console/', 'tools/console/one.tsx', 'tools/site/two.ts'],
  ['tools/site/', 'tools/site/one.ts', 'tools/cli/two.ts'],
  ['tools/package/', 'tools/package/one.ts', 'tools/site/two.ts'],
  [
    'tools/{api-reference,bench,cases,changes-table,check,documented-fields,emulated-members,explore,mutants,rule-fields,stories}/',
    'tools/explore/one.ts',
    'test/two.ts',
    'type',
  ],
  [
    'tools/{api-reference,bench,cases,changes-table,check,documented-fields,emulated-members,explore,mutants,rule-fields,stories}/',
    'tools/bench/one.ts',
    'tools/console/two.ts',
  ],
  ['tools/*.ts', 'tools/program.ts', 'tools/bench/two.ts'],
  ['every file belongs to a part', `${CORE}/ghosts/one.ts`, `${CORE}/values/two.ts`],
  ['every file belongs to a part', 'tools/ghosts/one.ts', 'node:fs'],
  ['a product imports no other product', `${CORE}/products/shop/one.ts`, `${CORE}/products/plans/two.ts`],
];

const right: readonly (readonly [from: string, to: string, how?: How])[] = [
  [`${CORE}/values/right.ts`, '@noble/hashes/sha2'],
  [`${CORE}/values/right.ts`, '@noble/hashes/sha2'],
  [`${CORE}/changes/right.ts`, `${CORE}/products/product.ts`, 'type'],
  [`${CORE}/products/shop/right.ts`, '@wix/ecom', 'type'],
  [`${CORE}/products/right.ts`, `${CORE}/products/shop/two.ts`],
  [`${CORE}/delivery/right.ts`, `${CORE}/order-events-error.ts`],
  [`${CORE}/wix/right.ts`, 'wix-data.v2'],
  [`${CORE}/wix/right.ts`, '@wix/crm', 'import()'],
  [`${CORE}/wix/right.ts`, '@wix/crm', 'type'],
  ['emulator/right.ts', 'libsql'],
  ['emulator/right.ts', 'node:fs'],
  ['tools/program.ts', 'tools/console/two.ts'],
  ['test/right.ts', 'tools/cli/two.ts'],
];

let tree: string;
let found: readonly string[];

beforeAll(async () => {
  tree = mkdtempSync(join(tmpdir(), 'wrong-imports-'));
  for (const name of ['@wix/crm', '@wix/ecom']) write(`node_modules/${name}/index.js`, '');
  for (const [, from, to, how] of wrong) plant(from, to, how);
  for (const [from, to, how] of right) plant(from, to, how);
  write('src/backend/jobs.ts', "import { x } from './notification-rules.ts';\n");
  write('src/backend/notification-rules.ts', "import type { x } from 'backend/order-events.js';\n");
  write('emulator/circle/a.ts', "import type { x } from './b.ts';\n");
  write('emulator/circle/b.ts', "import type { x } from './c.ts';\n");
  write('emulator/circle/c.ts', "import type { x } from './a.ts';\n");
  found = await wrongImportsOf(tree);
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

it.each(wrong.map(([rule, from, to]) => [rule, from, to] as const))('%s: %s may not import %s', (rule, from, to) => {
  expect(found).toContain(lineOf(rule, from, to));
});

it('no types go in a circle, no entry imports by a path, and everything else in that tree is allowed', () => {
  const others = found.filter((line) => !wrong.some(([rule, from, to]) => lineOf(rule, from, to) === line));

  expect(others.sort()).toEqual([
    `entries import by backend/…: src/backend/events.ts -> ${CORE}/intake/two.ts`,
    'entries import by backend/…: src/backend/jobs.ts -> src/backend/notification-rules.ts',
    'no circle: emulator/circle/a.ts -> emulator/circle/b.ts -> emulator/circle/c.ts -> emulator/circle/a.ts',
  ]);
});

it('a table of parts that somebody edited is written anew', () => {
  const document = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const edited = document.replace('| `emulator/` |', '| `emulator/`, more or less |');

  expect(edited).not.toBe(document);
  expect(withPartsTable(edited)).toBe(document);
});

async function wrongImportsOf(folder: string): Promise<string[]> {
  const module = join(root, 'tools/check/architecture/find-wrong-imports.ts');
  const script = `import { findWrongImports } from ${JSON.stringify(module)};
    console.log(JSON.stringify(await findWrongImports(${JSON.stringify(folder)})));`;
  const argv = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout } = await run(process.execPath, argv, { cwd: root });
  return (JSON.parse(stdout) as { readonly rule: string; readonly path: string[] }[]).map(
    ({ rule, path }) => `${rule}: ${path.join(' -> ').replace(/node_modules\/(.*)\/index.js/, '$1')}`,
  );
}

function lineOf(rule: string, from: string, to: string): string {
  return `${rule}: ${from} -> ${to.replace(/^node:/, '')}`;
}

function plant(from: string, to: string, how: How | undefined): void {
  const isOwn = /^(src|emulator|tools|test)\//.test(to);
  const specifier = isOwn ? relative(from, to) : to;
  if (isOwn) write(to, '');
  write(from, `${statement(specifier, how)}\n`);
}

function relative(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

function statement(specifier: string, how: How | undefined): string {
  switch (how) {
    case 'type':
      return `export type { x } from '${specifier}';`;
    case 'import()':
      return `void import('${specifier}');`;
    case undefined:
      return `export * from '${specifier}';`;
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text, { flag: 'a' });
}
