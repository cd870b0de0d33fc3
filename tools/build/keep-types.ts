import MagicString from 'magic-string';
import ts from 'typescript';

/**
 * Writes the types of an entry's constants and functions as JSDoc before them, where they are made of types of the backend: what is
 * built from it then tells an editor the same, and it completes rules in JavaScript.
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

/** The names that are imported as types from the backend, written out as JSDoc has them. */
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

/** The type with each name written out; `undefined` when none of its names is known. */
function writtenOut(type: ts.TypeNode | undefined, known: ReadonlyMap<string, string>): string | undefined {
  const text = type?.getText();
  const written = text?.replaceAll(/(?<!['\w])[A-Z]\w*/g, (name) => known.get(name) ?? name);
  return written === text ? undefined : written;
}

/** The comment with more lines; on one line where it says nothing else. */
function withTags(comment: string, tags: readonly string[]): string {
  const said = comment.slice('/**'.length, -'*/'.length).trim();
  const lines = [...(said === '' ? [] : said.split(/\n\s*\* ?/)), ...tags];
  if (lines.length === 1) return `/** ${lines.join('')} */`;
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}
