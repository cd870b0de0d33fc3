import MagicString from 'magic-string';
import ts from 'typescript';

/**
 * Adds JSDoc types to an entry's constants and functions whose types come from the backend, so that editors can complete rules in the built
 * JavaScript.
 */
export function keepTypes(text: string, fileName: string): string {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const known = new Map([...importedTypes(source), ...localTypes(source)]);
  const output = new MagicString(text);
  for (const statement of source.statements) {
    const tags = tagsOf(statement, known);
    const comment = ts.getJSDocCommentsAndTags(statement).find(ts.isJSDoc);
    if (tags.length === 0) continue;
    if (comment !== undefined) output.overwrite(comment.pos, comment.end, withTags(comment.getText(source), tags));
    else output.appendLeft(statement.getStart(source), `${withTags('/** */', tags)}\n`);
  }
  return output.toString();
}

/** Returns the type names imported from the backend, with their JSDoc import expressions. */
function importedTypes(source: ts.SourceFile): [name: string, written: string][] {
  return source.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .flatMap(({ importClause, moduleSpecifier }) => {
      const named = importClause?.namedBindings;
      const from = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
      if (!named || !ts.isNamedImports(named) || !from.startsWith('backend/')) return [];
      return named.elements.map(({ name }): [string, string] => [name.text, `import('${from}').${name.text}`]);
    });
}

function localTypes(source: ts.SourceFile): [name: string, written: string][] {
  const aliases = source.statements.filter((statement) => ts.isTypeAliasDeclaration(statement));
  return aliases.map(({ name, type }) => [
    name.text,
    ts.isUnionTypeNode(type) ? `(${type.getText()})` : type.getText(),
  ]);
}

function tagsOf(statement: ts.Statement, known: ReadonlyMap<string, string>): string[] {
  if (ts.isVariableStatement(statement)) {
    const type = writtenOut(statement.declarationList.declarations[0]?.type, known);
    return type === undefined ? [] : [`@type {${type}}`];
  }
  if (!ts.isFunctionDeclaration(statement)) return [];
  return statement.parameters.flatMap(({ name, type }) => {
    const written = writtenOut(type, known);
    return written === undefined ? [] : [`@param {${written}} ${ts.isIdentifier(name) ? name.text : 'context'}`];
  });
}

/** Returns the type with imported names expanded; `undefined` if it contains none. */
function writtenOut(type: ts.TypeNode | undefined, known: ReadonlyMap<string, string>): string | undefined {
  const text = type?.getText();
  const written = text?.replaceAll(/(?<!['\w])[A-Z]\w*/g, (name) => known.get(name) ?? name);
  return written === text ? undefined : written;
}

/** Appends tags to a comment; the result is on one line if it has only one. */
function withTags(comment: string, tags: readonly string[]): string {
  const said = comment.slice('/**'.length, -'*/'.length).trim();
  const lines = [...(said === '' ? [] : said.split(/\n\s*\* ?/)), ...tags];
  if (lines.length === 1) return `/** ${lines.join('')} */`;
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}
