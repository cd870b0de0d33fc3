import { join } from 'node:path';
import type { Program } from 'acorn';

import { resolveSpecifier } from '../module-loader/resolve-specifier.ts';
import { resolvePackageFile } from '../module-loader/resolve-package-file.ts';
import { listImports } from '../site-entries/list-imports.ts';
import { isMadeByWix, misspeltWixModule, packageOf } from '../site-entries/site-modules.ts';
import { nearest } from '../suggest/nearest.ts';
import type { DeclaredPackages } from './declared-packages.ts';
import { listExportedNames } from './exported-names.ts';
import type { CodeFile } from './read-code.ts';
import type { SiteFault } from './site-fault.ts';
import { listUses } from './list-uses.ts';

/** What the check of imports needs. */
export interface ImportDeps {
  readonly siteDir: string;
  readonly files: ReadonlyMap<string, CodeFile>;
  readonly manifest: DeclaredPackages;
  /** Names that the emulator has of a module of Wix; `undefined` if it models no such module. */
  readonly membersOf: (specifier: string) => readonly string[] | undefined;
}

type FaultAt = Omit<SiteFault, 'file'>;

/** Checks that what a file imports exists: files, their exports, packages, and members of Wix modules. */
export function checkImports(file: CodeFile, program: Program, deps: ImportDeps): FaultAt[] {
  const targets = listImports(program).flatMap(({ specifier, line }) =>
    specifier === undefined || isMadeByWix(specifier) ? [] : checkTarget(file, specifier, line, deps),
  );
  return [...targets, ...checkNames(file, program, deps)];
}

function checkTarget(file: CodeFile, specifier: string, line: number, deps: ImportDeps): FaultAt[] {
  const found = resolveSpecifier(specifier, deps.siteDir, file.name);
  switch (found.kind) {
    case 'site-file':
    case 'node-builtin':
      return [];
    case 'refused':
      return [missingFile(specifier, found.because, line, deps)];
    case 'outside':
      return checkOutside(specifier, line, deps);
  }
}

function missingFile(specifier: string, because: string, line: number, { files }: ImportDeps): FaultAt {
  const near = nearest(specifier.replace(/^\//, ''), files.keys());
  const fix = near === undefined ? 'add the file, or correct the path' : `did you mean '${near}'?`;
  return { code: 'missing-file', severity: 'error', line, what: `'${specifier}' leads to no file: ${because}`, fix };
}

function checkOutside(specifier: string, line: number, { siteDir, manifest }: ImportDeps): FaultAt[] {
  const meant = specifier.startsWith('wix-') ? misspeltWixModule(specifier) : undefined;
  if (meant !== undefined) {
    const what = `Wix has no module '${specifier}'`;
    return [{ code: 'unknown-wix-module', severity: 'error', line, what, fix: `did you mean '${meant}'?` }];
  }
  if (/^(?:wix-|@velo\/|interfaces-)/.test(specifier)) return [];
  const name = packageOf(specifier);
  if (!manifest.dependencies.has(name)) {
    const what = manifest.devDependencies.has(name)
      ? `'${name}' is among the devDependencies only, which Wix does not install`
      : `'${name}' is not among the dependencies of package.json`;
    return [{ code: 'unknown-package', severity: 'error', line, what, fix: `run npx wix install ${name}` }];
  }
  if (name.startsWith('@wix/') || resolvePackageFile(specifier, join(siteDir, 'src'), new Map()) !== undefined)
    return [];
  const what = `'${specifier}' is not in node_modules, or its package exports no such path`;
  return [{ code: 'package-not-installed', severity: 'warning', line, what, fix: 'run npm install' }];
}

function checkNames(file: CodeFile, program: Program, deps: ImportDeps): FaultAt[] {
  return listUses(program).flatMap(({ specifier, name, line, isImported }) => {
    const found = resolveSpecifier(specifier, deps.siteDir, file.name);
    if (found.kind === 'outside') return checkMember(specifier, name, line, deps);
    if (found.kind !== 'site-file' || !isImported) return [];
    const { names, isWhole } = listExportedNames(found, deps.siteDir, (target) => deps.files.get(target.name));
    if (!isWhole || names.has(name)) return [];
    const what = `'${specifier}' exports no ${name === 'default' ? 'default' : `"${name}"`}`;
    const near = nearest(name, names);
    const fix = near === undefined ? 'export it there, or do not import it' : `did you mean ${near}?`;
    return [{ code: 'missing-export' as const, severity: 'error' as const, line, what, fix }];
  });
}

function checkMember(specifier: string, name: string, line: number, { membersOf }: ImportDeps): FaultAt[] {
  const members = membersOf(specifier);
  if (members === undefined || members.includes(name)) return [];
  const near = nearest(name, members);
  const what = `${specifier} has no ${name} that the emulator knows: a call of it fails there`;
  const fix = near === undefined ? 'look it up in the reference of Wix' : `did you mean ${near}?`;
  return [{ code: 'not-emulated', severity: 'warning', line, what, fix }];
}
