import type { Program } from 'acorn';

import { lineOf } from '../site-entries/parse-module.ts';
import { visitNodes } from '../site-entries/visit-nodes.ts';

/** A name of another module that a module uses. */
export interface Use {
  readonly specifier: string;
  readonly name: string;
  readonly line: number;
  /** `true` for a name in an import, `false` for a member of something that was imported as a whole. */
  readonly isImported: boolean;
}

/** Lists the names that a module imports, and the members that it reads of default and namespace imports. */
export function listUses(program: Program): Use[] {
  const uses: Use[] = [];
  const wholes = new Map<string, string>();
  for (const statement of program.body) {
    const isExport = statement.type === 'ExportNamedDeclaration';
    if ((!isExport && statement.type !== 'ImportDeclaration') || !statement.source) continue;
    const specifier = String(statement.source.value);
    for (const one of statement.specifiers) {
      const line = lineOf(one);
      if (one.type === 'ImportSpecifier') uses.push({ specifier, name: nameOf(one.imported), line, isImported: true });
      if (one.type === 'ExportSpecifier') uses.push({ specifier, name: nameOf(one.local), line, isImported: true });
      if (one.type === 'ImportDefaultSpecifier') uses.push({ specifier, name: 'default', line, isImported: true });
      if (one.type === 'ImportDefaultSpecifier' || one.type === 'ImportNamespaceSpecifier') {
        wholes.set(one.local.name, specifier);
      }
    }
  }
  if (wholes.size === 0) return uses;
  visitNodes(program, (node) => {
    if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || node.computed) return;
    const specifier = wholes.get(node.object.name);
    if (specifier === undefined || node.property.type !== 'Identifier') return;
    uses.push({ specifier, name: node.property.name, line: lineOf(node), isImported: false });
  });
  return uses;
}

function nameOf(node: { readonly name: string } | { readonly value?: unknown }): string {
  return 'name' in node ? node.name : String(node.value);
}
