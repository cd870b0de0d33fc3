import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { flattenDeclarations } from './flatten-declarations.ts';
import { generatedHeader } from './generated-header.ts';

const SOURCE = 'src/backend/order-events.ts';
const TARGET = 'src/backend/order-events.d.ts';
const CONFIG = 'tsconfig.src.json';

/**
 * Returns the types of the bundle as one self-contained file, by path from `rootDir`. Editors use it to complete rules written in
 * JavaScript.
 */
export function buildDeclarations(rootDir: string): Map<string, string> {
  if (!existsSync(join(rootDir, SOURCE))) return new Map();
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const config = ts.getParsedCommandLineOfConfigFile(join(rootDir, CONFIG), {}, host);
  if (config === undefined) throw new Error(`${CONFIG} cannot be read`);
  const program = ts.createProgram(config.fileNames, {
    ...config.options,
    noEmit: false,
    incremental: false,
    declaration: true,
    emitDeclarationOnly: true,
  });
  const emitted = new Map<string, string>();
  program.emit(undefined, (file, text) => emitted.set(file, text));
  const text = flattenDeclarations(join(rootDir, TARGET), emitted, config.options);
  return new Map([[TARGET, `${generatedHeader(SOURCE, 'it and the folder of its name')}\n${text}`]]);
}
