import { relative } from 'node:path';
import ts from 'typescript';

import { compileSources } from '../../build/compile-sources.ts';

/** Returns type errors of the project at `root`, as `file:line:column TS2551 …`; nothing if it has no tsconfig. */
export function findTypeErrors(root: string, sources = compileSources(root)): string[] {
  if (sources === undefined) return [];
  const { program, configErrors } = sources;
  const found = [
    ...configErrors,
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ];
  return found.map((one) => format(one, root));
}

function format({ file, start, code, messageText }: ts.Diagnostic, root: string): string {
  const text = `TS${code} ${ts.flattenDiagnosticMessageText(messageText, '\n  ')}`;
  if (file === undefined || start === undefined) return text;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${relative(root, file.fileName)}:${line + 1}:${character + 1}  ${text}`;
}
