import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { CompiledSources } from './compile-sources.ts';
import { flattenDeclarations } from './flatten-declarations.ts';
import { generatedHeader } from './generated-header.ts';

const SOURCE = 'src/backend/order-events.ts';
const TARGET = 'src/backend/order-events.d.ts';

/**
 * Returns the types of the bundle as one self-contained file, by path from `rootDir`. Editors use it to complete rules written in
 * JavaScript.
 */
export function buildDeclarations(rootDir: string, { program }: CompiledSources): Map<string, string> {
  if (!existsSync(join(rootDir, SOURCE))) return new Map();
  const emitted = new Map<string, string>();
  program.emit(undefined, (file, text) => emitted.set(file, text));
  const text = flattenDeclarations(join(rootDir, TARGET), emitted, program.getCompilerOptions());
  return new Map([[TARGET, `${generatedHeader(SOURCE, 'it and the folder of its name')}\n${text}`]]);
}
