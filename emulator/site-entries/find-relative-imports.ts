import type { Program } from 'acorn';

import { createFinding, type Finding } from './finding.ts';
import { listImports } from './list-imports.ts';

/**
 * Returns a finding for each import by a relative path. These do not work, according to the README that Wix adds to a site's `src/backend`;
 * the alias `backend/…` does.
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
