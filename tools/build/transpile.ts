import ts from 'typescript';

// The compiler keeps comments and drops blank lines, so a blank line travels as a comment.
const BLANK_LINE_MARK = '//#blank';

/**
 * Turns TypeScript (or newer JavaScript) into an ES2020 module: types erased, import specifiers and export forms as they
 * were written, comments and blank lines kept.
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

// A comment that a blank line parts from the first statement is about the file: it stays when that statement is erased.
function splitOpeningComment(text: string, fileName: string): [string, string] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, false);
  const start = source.statements[0]?.getStart(source) ?? text.length;
  const end = /^[\s\S]*\n\s*\n/.exec(text.slice(0, start))?.[0].length ?? 0;
  return [text.slice(0, end), text.slice(end)];
}
