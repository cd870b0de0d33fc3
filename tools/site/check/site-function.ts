import type {
  AnyNode,
  ArrowFunctionExpression,
  CallExpression,
  FunctionDeclaration,
  FunctionExpression,
  ImportDeclaration,
  Program,
} from 'acorn';

import { programOf, type SiteFiles } from './read-site.ts';
import { resolveImport } from './resolve-import.ts';

/** Function in a site's code. */
export interface SiteFunction {
  readonly file: string;
  readonly node: FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;
}

/** Number of imports through which a name is followed. */
const MAX_FILES = 4;

/** Finds the top-level function of a name in a file, following imports from other files of the site. */
export function functionNamed(site: SiteFiles, file: string, name: string, left = MAX_FILES): SiteFunction | undefined {
  const program = programOf(site.sources.get(file) ?? '');
  if (program === undefined || left === 0) return undefined;
  const node = declaredFunction(program, name);
  if (node !== undefined) return { file, node };
  const found = importOf(program, name);
  const resolved = found && resolveImport(site, file, found.specifier);
  return resolved?.kind === 'file' ? functionNamed(site, resolved.path, found?.name ?? '', left - 1) : undefined;
}

/** Returns the function that an expression is or refers to. */
export function functionOf(site: SiteFiles, file: string, node: AnyNode | undefined): SiteFunction | undefined {
  if (node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression') return { file, node };
  return node?.type === 'Identifier' ? functionNamed(site, file, node.name) : undefined;
}

/** Returns the last name of a call: `emailContact` for `triggeredEmails.emailContact(…)`. */
export function calledName({ callee }: CallExpression): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' || callee.computed) return undefined;
  return callee.property.type === 'Identifier' ? callee.property.name : undefined;
}

function declaredFunction(program: Program, name: string): SiteFunction['node'] | undefined {
  for (const statement of program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type === 'FunctionDeclaration' && declared.id.name === name) return declared;
    if (declared?.type !== 'VariableDeclaration') continue;
    const found = declared.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)?.init;
    if (found?.type === 'FunctionExpression' || found?.type === 'ArrowFunctionExpression') return found;
  }
  return undefined;
}

function importOf(program: Program, name: string): { readonly specifier: string; readonly name: string } | undefined {
  const imports = program.body.filter((statement): statement is ImportDeclaration => {
    return statement.type === 'ImportDeclaration';
  });
  for (const { specifiers, source } of imports) {
    for (const specifier of specifiers) {
      if (specifier.type !== 'ImportSpecifier' || specifier.local.name !== name) continue;
      const { imported } = specifier;
      return { specifier: String(source.value), name: imported.type === 'Identifier' ? imported.name : name };
    }
  }
  return undefined;
}
