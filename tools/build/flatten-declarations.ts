import MagicString from 'magic-string';
import ts from 'typescript';

/**
 * Merges the compiler's declaration files of a module and its imports into one file with everything that its exports need, each under a
 * unique name. `files` maps paths to texts.
 */
export function flattenDeclarations(
  entry: string,
  files: ReadonlyMap<string, string>,
  options: ts.CompilerOptions,
): string {
  const program = ts.createProgram([entry], { ...options, incremental: false, noEmit: true }, hostOf(files, options));
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${entry} exports nothing`);
  const exported = checker.getExportsOfModule(module);
  const names = new Map<ts.Symbol, string>();
  const taken = new Set<string>();
  for (const symbol of exported) nameIt(targetOf(symbol), symbol.name);
  const texts: string[] = [];
  // Iteration includes the symbols that are added to `names` during the loop.
  for (const symbol of names.keys()) texts.push(textOf(symbol));
  return `${texts.join('\n\n')}\n\nexport {};\n`;

  function nameIt(symbol: ts.Symbol, wanted = symbol.name): string {
    const known = names.get(symbol);
    if (known !== undefined) return known;
    const name = freeName(wanted, taken);
    taken.add(name);
    names.set(symbol, name);
    return name;
  }

  function targetOf(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function textOf(symbol: ts.Symbol): string {
    const isExported = exported.some((one) => targetOf(one) === symbol);
    const statements = new Set((symbol.declarations ?? []).map(statementOf).filter((one) => one !== undefined));
    return [...statements].map((statement) => textOfStatement(statement, symbol, isExported)).join('\n\n');
  }

  function textOfStatement(statement: ts.Statement, symbol: ts.Symbol, isExported: boolean): string {
    const file = statement.getSourceFile();
    const output = new MagicString(file.text);
    replaceNames(statement, output);
    const start = statement.getStart(file, true);
    const own = ts.isVariableStatement(statement) ? declarationOf(statement, symbol) : undefined;
    const body = own
      ? `declare const ${output.slice(own.getStart(file), own.end)};`
      : output.slice(statement.getStart(file), statement.end).replace(/^(export )?(default )?/, '');
    const comment = file.text.slice(start, statement.getStart(file));
    return `${comment}${isExported ? 'export ' : ''}${body}`;
  }

  /** Replaces each reference to another declaration with its name in the merged file. */
  function replaceNames(node: ts.Node, output: MagicString): void {
    if (ts.isImportTypeNode(node) && node.qualifier !== undefined) {
      const symbol = checker.getSymbolAtLocation(node.qualifier);
      if (symbol !== undefined) {
        const typeArguments = node.typeArguments;
        output.overwrite(node.getStart(), typeArguments ? typeArguments.pos - 1 : node.end, nameIt(targetOf(symbol)));
        typeArguments?.forEach((one) => {
          replaceNames(one, output);
        });
      }
      return;
    }
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      const target = symbol && targetOf(symbol);
      if (target !== undefined && isTopLevel(target, files)) {
        const name = nameIt(target);
        if (name !== node.text) output.overwrite(node.getStart(), node.end, name);
      }
    }
    ts.forEachChild(node, (child) => {
      replaceNames(child, output);
    });
  }
}

/** `true` if one of these files declares the symbol at its top level. */
function isTopLevel({ declarations = [] }: ts.Symbol, files: ReadonlyMap<string, string>): boolean {
  return declarations.some((one) => files.has(one.getSourceFile().fileName) && statementOf(one) !== undefined);
}

/** Returns the name, with a number appended if it is taken. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}${count}`;
  return name;
}

/** Returns the top-level statement that contains only this declaration. */
function statementOf(declaration: ts.Declaration): ts.Statement | undefined {
  if (ts.isVariableDeclaration(declaration)) {
    const statement = declaration.parent.parent;
    return ts.isVariableStatement(statement) && ts.isSourceFile(statement.parent) ? statement : undefined;
  }
  const isStatement =
    ts.isInterfaceDeclaration(declaration) ||
    ts.isTypeAliasDeclaration(declaration) ||
    ts.isFunctionDeclaration(declaration) ||
    ts.isClassDeclaration(declaration);
  return isStatement && ts.isSourceFile(declaration.parent) ? declaration : undefined;
}

function declarationOf(statement: ts.VariableStatement, symbol: ts.Symbol): ts.VariableDeclaration | undefined {
  return statement.declarationList.declarations.find((one) => symbol.declarations?.includes(one));
}

function hostOf(files: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const declared = (name: string): string => name.replace(/(?<!\.d)\.ts$/, '.d.ts');
  return {
    ...host,
    fileExists: (name) => files.has(declared(name)) || host.fileExists(name),
    readFile: (name) => files.get(declared(name)) ?? host.readFile(name),
    getSourceFile(name, languageOptions) {
      const text = files.get(declared(name));
      if (text === undefined) return host.getSourceFile(name, languageOptions);
      return ts.createSourceFile(declared(name), text, languageOptions, true);
    },
    resolveModuleNameLiterals: (literals, containing) =>
      literals.map(({ text }) => {
        const found = ts.resolveModuleName(text, containing, options, host).resolvedModule;
        const file = found && declared(found.resolvedFileName);
        if (found === undefined || file === undefined || !files.has(file)) return { resolvedModule: found };
        return { resolvedModule: { ...found, resolvedFileName: file, extension: ts.Extension.Dts } };
      }),
  };
}
