import type { Program } from 'acorn';

import { createFinding, type Finding } from './finding.ts';
import { listImports } from './list-imports.ts';

/**
 * The imports by a relative path, which the README that Wix puts into a site's `src/backend` says do not work; the alias
 * `backend/…` does.
 */
export function findRelativeImports(program: Program): Finding[] {
  return listImports(program)
    .filter(({ specifier }) => specifier !== undefined && /^\.{0,2}\//.test(specifier))
    .map(({ specifier = '', line }) =>
      createFinding(
        'relative-import',
        line,
        `'${specifier}' is a relative path`,
        "write 'backend/…' from the folder src/backend",
      ),
    );
}
