import type { Program } from 'acorn';

import { lineOf } from './parse-module.ts';
import { visitNodes } from './visit-nodes.ts';

/** Module that code imports. */
export interface ImportedModule {
  /** Specifier as written; `undefined` if an `import()` computes it. */
  readonly specifier: string | undefined;
  readonly isDynamic: boolean;
  readonly line: number;
}

const knownImports = new WeakMap<Program, readonly ImportedModule[]>();

/** Lists every import of a module: static, re-exporting and dynamic, in source order. The result is cached per program. */
export function listImports(program: Program): readonly ImportedModule[] {
  const imports = knownImports.get(program) ?? findImports(program);
  knownImports.set(program, imports);
  return imports;
}

function findImports(program: Program): ImportedModule[] {
  const imports: ImportedModule[] = [];
  visitNodes(program, (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
      case 'ImportExpression':
        if (node.source) {
          const specifier =
            node.source.type === 'Literal' && typeof node.source.value === 'string' ? node.source.value : undefined;
          imports.push({ specifier, isDynamic: node.type === 'ImportExpression', line: lineOf(node) });
        }
        break;
      default:
    }
  });
  return imports;
}
