import type { ImportDeclaration, ImportExpression, Program } from 'acorn';

import { listExports } from '../../../emulator/site-entries/list-exports.ts';
import { listImports } from '../../../emulator/site-entries/list-imports.ts';
import { lineOf } from '../../../emulator/site-entries/parse-module.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import { resolveImport } from './resolve-import.ts';
import { findingAt, type Place, type SiteFinding } from './site-finding.ts';
import { misspeltWixModule, packageOf } from '../../../emulator/site-entries/site-modules.ts';

/** Checks that everything the site's JavaScript imports exists: files, their exports, Wix modules, packages. */
export function checkImports(site: SiteFiles): SiteFinding[] {
  const declared = declaredPackages(site);
  return [...site.sources].flatMap(([file, text]) => {
    const program = /\.(js|jsw)$/.test(file) ? programOf(text) : undefined;
    if (program === undefined) return [];
    const findings = listImports(program).flatMap(({ specifier, line }) =>
      specifier === undefined ? [] : checkImport(site, { file, line }, specifier, declared),
    );
    return [...findings, ...checkNames(site, file, program)];
  });
}

function checkImport(site: SiteFiles, place: Place, specifier: string, declared: Declared | undefined): SiteFinding[] {
  const resolved = resolveImport(site, place.file, specifier);
  switch (resolved.kind) {
    case 'file':
    case 'node-builtin':
      return [];
    case 'missing': {
      const what = `'${specifier}' leads to no file: there is no ${resolved.tried}`;
      if (resolved.typeScript !== undefined) {
        return [findingAt(place, 'unresolved-import', what, `compile ${resolved.typeScript} to JavaScript beside it`)];
      }
      const near = nearest(resolved.tried, site.sources.keys());
      const fix = near === undefined ? 'add the file, or correct the path' : `did you mean ${near}?`;
      return [findingAt(place, 'unresolved-import', what, fix)];
    }
    case 'wix-module': {
      const meant = misspeltWixModule(specifier);
      if (meant === undefined) return [];
      return [findingAt(place, 'unknown-wix-module', `Wix has no module '${specifier}'`, `did you mean '${meant}'?`)];
    }
    case 'package':
      return checkPackage(place, packageOf(specifier), declared);
  }
}

function checkPackage(place: Place, name: string, declared: Declared | undefined): SiteFinding[] {
  // Velo packages are installed on the site itself and not listed in package.json.
  if (declared === undefined || declared.dependencies.has(name) || name.startsWith('@velo/')) return [];
  const what = declared.local.has(name)
    ? `'${name}' is among the devDependencies only, which stay on your machine`
    : `'${name}' is not among the dependencies of package.json`;
  return [findingAt(place, 'undeclared-package', what, `run npx wix install ${name}`)];
}

interface Declared {
  readonly dependencies: ReadonlySet<string>;
  readonly local: ReadonlySet<string>;
}

/** Files in which sites from before Git Integration list their packages. */
const olderManifests = ['src/velo-package.json', 'src/corvid-package.json', 'src/backend/wix-code-package.json'];

function declaredPackages({ packageJson, sources }: SiteFiles): Declared | undefined {
  const texts = [packageJson, ...olderManifests.map((file) => sources.get(file))];
  const manifests = texts.map(readManifest).filter((manifest) => manifest !== undefined);
  if (manifests.length === 0) return undefined;
  const names = (field: string): Set<string> =>
    new Set(manifests.flatMap((manifest) => Object.keys(manifest[field] ?? {})));
  return { dependencies: names('dependencies'), local: names('devDependencies') };
}

function readManifest(text: string | undefined): Readonly<Record<string, object | undefined>> | undefined {
  try {
    return JSON.parse(text ?? '') as Record<string, object | undefined>;
  } catch {
    return undefined;
  }
}

/** Checks imported names: if one is not exported, linking the ES module fails, and the whole file with it. */
function checkNames(site: SiteFiles, file: string, program: Program): SiteFinding[] {
  return program.body.flatMap((statement) =>
    statement.type === 'ImportDeclaration' ? checkDeclaration(site, file, statement) : [],
  );
}

function checkDeclaration(site: SiteFiles, file: string, declaration: ImportDeclaration): SiteFinding[] {
  const specifier = sourceOf(declaration);
  const resolved = resolveImport(site, file, specifier);
  const names = resolved.kind === 'file' ? namesOf(site, resolved.path) : null;
  if (names === null) return [];
  return declaration.specifiers.flatMap((wanted) => {
    if (wanted.type === 'ImportNamespaceSpecifier') return [];
    const name = wanted.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(wanted.imported);
    if (names.has(name)) return [];
    const what = `'${specifier}' exports no ${name === 'default' ? 'default' : `"${name}"`}`;
    const near = nearest(name, names);
    const fix = near === undefined ? 'export it there, or do not import it' : `did you mean ${near}?`;
    return [findingAt({ file, line: lineOf(wanted) }, 'missing-export', what, fix)];
  });
}

/** Returns the names of a module; if two files could be meant, one of them a web module, the exports of both. */
function namesOf({ sources }: SiteFiles, path: string): Set<string> | null {
  const other = path.endsWith('.jsw') ? path.replace(/w$/, '') : `${path}w`;
  const names = exportedNames(sources.get(path) ?? '', path);
  const others = sources.has(other) ? exportedNames(sources.get(other) ?? '', other) : new Set<string>();
  return names === null || others === null ? null : new Set([...names, ...others]);
}

/** Returns `null` if the exports are unknown: not a module, CommonJS, or names re-exported from elsewhere. */
function exportedNames(text: string, path: string): Set<string> | null {
  const program = /\.(js|jsw)$/.test(path) ? programOf(text) : undefined;
  if (program === undefined) return null;
  const names = new Set(listExports(program).map(({ name }) => name));
  return names.size === 0 || names.has('*') ? null : names;
}

function sourceOf({ source }: ImportDeclaration | ImportExpression): string {
  return 'value' in source && typeof source.value === 'string' ? source.value : '';
}

function nameOf(node: { readonly name: string } | { readonly value?: unknown }): string {
  return 'name' in node ? node.name : String(node.value);
}
