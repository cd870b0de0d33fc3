import type { AnyNode, ExportNamedDeclaration, Expression, Pattern, Program } from 'acorn';

import { lineOf } from './parse-module.ts';

/** Declaration behind a name at the top level of a module. */
export type Binding =
  | { readonly kind: 'import' }
  | { readonly kind: 'function'; readonly isGenerator: boolean }
  | { readonly kind: 'class' }
  | { readonly kind: 'value'; readonly value: Expression | undefined }
  | { readonly kind: 'unpacked' };

/** Name that a module exports. */
export interface ExportedName {
  readonly name: string;
  readonly line: number;
  /** Exported declaration; `import` also for `export … from`, `undefined` if the module declares no such name. */
  readonly binding: Binding | undefined;
}

/** Returns the declaration behind each name at the top level, including imports. */
export function topLevelBindings(program: Program): Map<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      statement.specifiers.forEach(({ local }) => bindings.set(local.name, { kind: 'import' }));
    }
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared) {
      declaredNames(declared).forEach(([name, binding]) => bindings.set(name, binding));
    }
  }
  return bindings;
}

/** Lists every exported name with its declaration; `export *` counts as one name, `*`. */
export function listExports(program: Program): ExportedName[] {
  const bindings = topLevelBindings(program);
  return program.body.flatMap((statement): ExportedName[] => {
    const line = lineOf(statement);
    switch (statement.type) {
      case 'ExportAllDeclaration':
        return [{ name: '*', line, binding: { kind: 'import' } }];
      case 'ExportDefaultDeclaration':
        return [{ name: 'default', line, binding: defaultBinding(statement.declaration, bindings) }];
      case 'ExportNamedDeclaration':
        return namedExports(statement, bindings);
      default:
        return [];
    }
  });
}

function namedExports(statement: ExportNamedDeclaration, bindings: ReadonlyMap<string, Binding>): ExportedName[] {
  const line = lineOf(statement);
  const declared = statement.declaration ? declaredNames(statement.declaration) : [];
  const listed = statement.specifiers.map((specifier): ExportedName => {
    const binding: Binding | undefined = statement.source ? { kind: 'import' } : bindings.get(nameOf(specifier.local));
    return { name: nameOf(specifier.exported), line: lineOf(specifier), binding };
  });
  return [...declared.map(([name, binding]) => ({ name, line, binding })), ...listed];
}

function declaredNames(node: AnyNode): [string, Binding][] {
  switch (node.type) {
    case 'FunctionDeclaration':
      return [[nameOf(node.id), { kind: 'function', isGenerator: node.generator }]];
    case 'ClassDeclaration':
      return [[nameOf(node.id), { kind: 'class' }]];
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id, init }) =>
        id.type === 'Identifier'
          ? [[id.name, { kind: 'value', value: init ?? undefined }] as [string, Binding]]
          : unpackedNames(id).map((name): [string, Binding] => [name, { kind: 'unpacked' }]),
      );
    default:
      return [];
  }
}

/** Returns the names that a pattern declares. */
export function unpackedNames(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        unpackedNames(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? unpackedNames(element) : []));
    case 'RestElement':
      return unpackedNames(pattern.argument);
    case 'AssignmentPattern':
      return unpackedNames(pattern.left);
    case 'MemberExpression':
      return [];
  }
}

function defaultBinding(node: AnyNode, bindings: ReadonlyMap<string, Binding>): Binding | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
      return { kind: 'function', isGenerator: node.generator };
    case 'ClassDeclaration':
      return { kind: 'class' };
    case 'Identifier':
      return bindings.get(node.name);
    default:
      return { kind: 'value', value: node as Expression };
  }
}

function nameOf(node: { readonly type: string; readonly name?: string; readonly value?: unknown } | null): string {
  return node?.name ?? (typeof node?.value === 'string' ? node.value : 'default');
}
