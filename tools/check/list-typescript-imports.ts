import ts from 'typescript';

/** One module that a TypeScript file asks for. */
export interface TypeScriptImport {
  readonly specifier: string;
  readonly isDynamic: boolean;
  /** Whether it is erased when the file is built. */
  readonly isTypeOnly: boolean;
  /** The first line is 1. */
  readonly line: number;
}

/** Every import of a TypeScript file, `import()` and `import('…').Type` too; an `import()` of a computed name is `*`. */
export function listTypeScriptImports(path: string, text: string): TypeScriptImport[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const imports: TypeScriptImport[] = [];
  function add(node: ts.Node, specifier: ts.Node | undefined, isDynamic: boolean, isTypeOnly: boolean): void {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    const name = specifier && ts.isStringLiteralLike(specifier) ? specifier.text : '*';
    imports.push({ specifier: name, isDynamic, isTypeOnly, line });
  }
  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, false, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node, node.moduleSpecifier, false, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node)) {
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, false, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], true, false);
    }
    ts.forEachChild(node, visit);
  }
  visit(source);
  return imports;
}
