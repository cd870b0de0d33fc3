import { type Resolution, resolveSpecifier } from '../module-loader/resolve-specifier.ts';
import { listExports } from '../site-entries/list-exports.ts';
import type { CodeFile } from './read-code.ts';

/** Names that a file of a site exports. */
export interface ExportedNames {
  readonly names: ReadonlySet<string>;
  /** `false` if it may export others, as CommonJS, packages and what cannot be parsed do. */
  readonly isWhole: boolean;
}

/** A file of a site, as an import of it is resolved. */
export type SiteFile = Extract<Resolution, { readonly kind: 'site-file' }>;

const unknown: ExportedNames = { names: new Set(), isWhole: false };

/** Lists the names that a file exports, with those of the files that it exports as a whole. */
export function listExportedNames(
  file: SiteFile,
  siteDir: string,
  codeOf: (file: SiteFile) => CodeFile | undefined,
  seen = new Set<string>(),
): ExportedNames {
  const code = codeOf(file);
  if (code === undefined || !('program' in code.parsed)) return unknown;
  seen.add(file.name);
  const { program } = code.parsed;
  const names = new Set(listExports(program).map(({ name }) => name));
  let isWhole = true;
  for (const statement of program.body) {
    if (statement.type !== 'ExportAllDeclaration') continue;
    names.delete('*');
    if (statement.exported) {
      names.add(statement.exported.type === 'Identifier' ? statement.exported.name : String(statement.exported.value));
      continue;
    }
    const below = resolveSpecifier(String(statement.source.value), siteDir, file.name);
    if (below.kind === 'site-file' && seen.has(below.name)) continue;
    const others = below.kind === 'site-file' ? listExportedNames(below, siteDir, codeOf, seen) : unknown;
    isWhole &&= others.isWhole;
    for (const name of others.names) if (name !== 'default') names.add(name);
  }
  const mayBeCommonJs = names.size === 0 && /\bexports\b/.test(code.text);
  return { names, isWhole: isWhole && !mayBeCommonJs };
}
