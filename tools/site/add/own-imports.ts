import ts from 'typescript';

/** The specifiers by which site code imports order events and its rules. */
export interface OwnSpecifiers {
  readonly orderEvents: string;
  readonly rules: string;
}

/** The local name of what a file imports by a specifier; `undefined` when it does not. */
export function importedName(source: ts.SourceFile, specifier: string, name: string): string | undefined {
  for (const statement of importsFrom(source, specifier)) {
    const found = importedElements(statement).find((element) => (element.propertyName ?? element.name).text === name);
    if (found !== undefined) return found.name.text;
  }
  return undefined;
}

/** The import declarations of a specifier. */
export function importsFrom(source: ts.SourceFile, specifier: string): ts.ImportDeclaration[] {
  return source.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .filter(({ moduleSpecifier }) => ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === specifier);
}

/** What an import declaration names in braces. */
export function importedElements({ importClause }: ts.ImportDeclaration): readonly ts.ImportSpecifier[] {
  const bindings = importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
}
