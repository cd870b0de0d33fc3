import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { findPackageFaults } from '../../../tools/check/packages/find-package-faults.ts';
import { withLicencesTable } from '../../../tools/check/packages/licences-table.ts';

const root = join(__dirname, '../../..');

const policy = {
  permittedLicences: new Set(['MIT']),
  otherLicences: { '@wix/nameless': { usedBy: 'nothing' }, ours: { licence: 'UNLICENSED', usedBy: 'nothing' } },
};
const agreed = {
  '': { name: 'project' },
  'node_modules/one': { license: 'MIT' },
  'node_modules/@wix/nameless': {},
  'node_modules/one/node_modules/ours': { license: 'UNLICENSED' },
};

function faultsOf(added: object, allowScripts?: Readonly<Record<string, boolean>>): string[] {
  return findPackageFaults({ packages: { ...agreed, ...added } }, { allowScripts }, policy);
}

it('finds nothing where everything is decided', () => {
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({ 'node_modules/two': { license: 'MIT', hasInstallScript: true } }, { two: false })).toEqual([]);
});

it('finds a package that begins to have an installation script, wherever it is', () => {
  expect(faultsOf({ 'node_modules/one/node_modules/@new/one': { license: 'MIT', hasInstallScript: true } })).toEqual([
    '@new/one has an installation script: read it, and add the package to allowScripts in package.json.',
  ]);
});

it('finds a decision about a script that is gone', () => {
  expect(faultsOf({}, { one: true })).toEqual([
    'one has no installation script: remove it from allowScripts in package.json.',
  ]);
});

it.each([
  ['of another licence', { license: 'GPL-3.0' }, 'two has the licence "GPL-3.0"'],
  ['that names no licence', {}, 'two has no licence'],
  ['with a licence in an old form', { license: { type: 'MIT' } }, 'two has the licence {"type":"MIT"}'],
])('finds a package %s', (_which, two, fault) => {
  expect(faultsOf({ 'node_modules/two': two })).toEqual([
    `${fault}, which is not permitted: see tools/check/packages/licences.ts.`,
  ]);
});

it('finds a listed package that changes its licence', () => {
  expect(faultsOf({ 'node_modules/@wix/nameless': { license: 'GPL-3.0' } })).toEqual([
    '@wix/nameless has the licence "GPL-3.0", which is not permitted: see tools/check/packages/licences.ts.',
  ]);
});

it('finds a listed package that is no longer there', () => {
  expect(faultsOf({ 'node_modules/one/node_modules/ours': { license: 'MIT' } })).toEqual([
    'ours is not installed, or has a permitted licence: remove it from otherLicences.',
  ]);
});

it('a table of licences that somebody edited is written anew', () => {
  const document = readFileSync(join(root, 'docs/packages.md'), 'utf8');
  const edited = document.replace('| MPL-2.0 |', '| MIT |');

  expect(edited).not.toBe(document);
  expect(withLicencesTable(edited)).toBe(document);
});

it('the project installs no package that only the benchmarks import', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, object>;
  const names = Object.keys({ ...manifest['dependencies'], ...manifest['devDependencies'] });
  const texts = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.js', '*.json', ':!*package*.json'], { cwd: root })
    .toString()
    .trimEnd()
    .split('\n')
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  const byBenchmarks = names.filter((name) => {
    const users = texts.filter(({ text }) => text.includes(`'${name}'`) || text.includes(`'${name}/`));
    return users.length > 0 && users.every(({ file }) => file.startsWith('tools/bench/'));
  });

  expect(byBenchmarks).toEqual([]);
});
