import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Backend sources of a project, ready to be checked and to emit declarations. */
export interface CompiledSources {
  readonly program: ts.Program;
  /** Errors of the configuration itself. */
  readonly configErrors: readonly ts.Diagnostic[];
}

const CONFIG = 'tsconfig.src.json';

/** Compiles the backend sources of the project in a folder; `undefined` if it has no tsconfig. */
export function compileSources(rootDir: string): CompiledSources | undefined {
  const file = join(rootDir, CONFIG);
  if (!existsSync(file)) return undefined;
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const config = ts.getParsedCommandLineOfConfigFile(file, {}, host);
  if (config === undefined) throw new Error(`${CONFIG} cannot be read`);
  // One program checks and emits. An incremental one would need another state than that of `tsc`.
  const { tsBuildInfoFile: _, ...options } = config.options;
  const program = ts.createProgram(config.fileNames, {
    ...options,
    ...{ noEmit: false, incremental: false, declaration: true, emitDeclarationOnly: true },
  });
  return { program, configErrors: config.errors };
}
