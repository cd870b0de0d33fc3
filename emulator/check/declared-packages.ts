import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the packages that a site's package.json declares. */
export interface DeclaredPackages {
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
}

/** Reads the package.json of a site; one that is missing or no JSON declares nothing. */
export function readDeclaredPackages(siteDir: string): DeclaredPackages {
  const file = join(siteDir, 'package.json');
  const manifest = existsSync(file) ? parsed(readFileSync(file, 'utf8')) : {};
  return {
    dependencies: new Set(Object.keys(manifest.dependencies ?? {})),
    devDependencies: new Set(Object.keys(manifest.devDependencies ?? {})),
  };
}

function parsed(text: string): { readonly dependencies?: object; readonly devDependencies?: object } {
  try {
    return Object(JSON.parse(text)) as object;
  } catch {
    return {};
  }
}
