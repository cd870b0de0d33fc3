import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const CONFIG = 'tsconfig.src.json';

/** Returns type errors of the project at `root`, as `file:line:column TS2551 …`; nothing if it has no tsconfig. */
export function findTypeErrors(root: string): string[] {
  const file = join(root, CONFIG);
  if (!existsSync(file)) return [];
  const unreadable: ts.Diagnostic[] = [];
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (one: ts.Diagnostic) => void unreadable.push(one) };
  const config = ts.getParsedCommandLineOfConfigFile(file, {}, host);
  if (config === undefined) return unreadable.map((one) => format(one, root));
  const program = ts.createIncrementalProgram({ rootNames: config.fileNames, options: config.options });
  const found = [
    ...config.errors,
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ];
  // Writes only the state for the next incremental run.
  program.emit();
  return found.map((one) => format(one, root));
}

function format({ file, start, code, messageText }: ts.Diagnostic, root: string): string {
  const text = `TS${code} ${ts.flattenDiagnosticMessageText(messageText, '\n  ')}`;
  if (file === undefined || start === undefined) return text;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${relative(root, file.fileName)}:${line + 1}:${character + 1}  ${text}`;
}
