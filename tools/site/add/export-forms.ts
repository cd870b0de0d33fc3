import ts from 'typescript';

/** The way a file exports a name, as far as it can be changed without affecting what the file does. */
export type ExportForm =
  | { readonly kind: 'declared'; readonly statement: ts.FunctionDeclaration | ts.VariableStatement }
  | { readonly kind: 'listed'; readonly specifier: ts.ExportSpecifier; readonly list: ts.ExportDeclaration }
  /** Declared beside another name in one statement, imported, or declared but not exported. */
  | { readonly kind: 'entangled'; readonly node: ts.Node }
  | { readonly kind: 'none' };

/** Finds out how the file exports `name`. */
export function exportFormOf(source: ts.SourceFile, name: string): ExportForm {
  for (const statement of source.statements) {
    const form = formIn(statement, name);
    if (form !== undefined) return form;
  }
  return { kind: 'none' };
}

function formIn(statement: ts.Statement, name: string): ExportForm | undefined {
  if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) {
    return isExported(statement) ? { kind: 'declared', statement } : undefined;
  }
  if (ts.isVariableStatement(statement)) {
    const { declarations } = statement.declarationList;
    if (!declarations.some((declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name)) {
      return undefined;
    }
    if (!isExported(statement)) return undefined;
    return declarations.length === 1 ? { kind: 'declared', statement } : { kind: 'entangled', node: statement };
  }
  if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) {
    return undefined;
  }
  const specifier = statement.exportClause.elements.find((element) => element.name.text === name);
  if (specifier === undefined) return undefined;
  return statement.moduleSpecifier === undefined
    ? { kind: 'listed', specifier, list: statement }
    : { kind: 'entangled', node: statement };
}

function isExported(node: ts.FunctionDeclaration | ts.VariableStatement): boolean {
  return exportKeywordOf(node) !== undefined;
}

/** Returns the `export` keyword of a declaration. */
export function exportKeywordOf(node: ts.FunctionDeclaration | ts.VariableStatement): ts.Modifier | undefined {
  return ts.getModifiers(node)?.find((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
}

/** Returns every identifier that stands for a value; `isShorthand` marks `{ name }`, which is also a key. */
export function identifiersOf(
  source: ts.SourceFile,
): { readonly node: ts.Identifier; readonly isShorthand: boolean }[] {
  const found: { readonly node: ts.Identifier; readonly isShorthand: boolean }[] = [];
  visit(source);
  return found;

  function visit(node: ts.Node): void {
    if (ts.isIdentifier(node) && !isOnlyAName(node)) {
      found.push({ node, isShorthand: ts.isShorthandPropertyAssignment(node.parent) });
    }
    ts.forEachChild(node, visit);
  }
}

function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.name === node;
  }
  return ts.isExportSpecifier(parent);
}
