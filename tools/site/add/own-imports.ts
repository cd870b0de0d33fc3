import ts from 'typescript';

/** Specifiers by which site code imports order events and its rules. */
export interface OwnSpecifiers {
  readonly orderEvents: string;
  readonly rules: string;
}

/** Returns the local name of an import; `undefined` if the file does not import it. */
export function importedName(source: ts.SourceFile, specifier: string, name: string): string | undefined {
  for (const statement of importsFrom(source, specifier)) {
    const found = importedElements(statement).find((element) => (element.propertyName ?? element.name).text === name);
    if (found !== undefined) return found.name.text;
  }
  return undefined;
}

/** Returns the import declarations of a specifier. */
export function importsFrom(source: ts.SourceFile, specifier: string): ts.ImportDeclaration[] {
  return source.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .filter(({ moduleSpecifier }) => ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === specifier);
}

/** Returns the named imports of a declaration. */
export function importedElements({ importClause }: ts.ImportDeclaration): readonly ts.ImportSpecifier[] {
  const bindings = importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
}
