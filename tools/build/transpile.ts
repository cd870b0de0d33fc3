import ts from 'typescript';

// The compiler keeps comments but drops blank lines, so each blank line is replaced by a comment.
const BLANK_LINE_MARK = '//#blank';

/**
 * Transpiles TypeScript (or newer JavaScript) to an ES2020 module: erases types, keeps import specifiers, export forms, comments and blank
 * lines.
 */
export function transpile(text: string, fileName: string): string {
  const [opening, code] = splitOpeningComment(text, fileName);
  const { outputText } = ts.transpileModule(code.replaceAll(/\n[ \t]*(?=\r?\n)/g, `\n${BLANK_LINE_MARK}`), {
    fileName,
    compilerOptions: {
      target: ts.ScriptTarget.ES2020,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      removeComments: false,
      allowJs: true,
      newLine: ts.NewLineKind.LineFeed,
    },
  });
  return opening + outputText.replaceAll(new RegExp(`^[ \\t]*${BLANK_LINE_MARK}$`, 'gm'), '');
}

// A comment separated from the first statement by a blank line describes the file and is kept when that statement is erased.
function splitOpeningComment(text: string, fileName: string): [string, string] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, false);
  const start = source.statements[0]?.getStart(source) ?? text.length;
  const end = /^[\s\S]*\n\s*\n/.exec(text.slice(0, start))?.[0].length ?? 0;
  return [text.slice(0, end), text.slice(end)];
}
