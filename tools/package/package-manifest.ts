import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { installedPackages } from './bundle-command-line.ts';

/** What the package's own package.json takes from that of the repository. */
export interface RepositoryManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Reads the package.json of a folder. */
export function readManifest(folder: string): RepositoryManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as RepositoryManifest;
}

/** The package.json of the package. Nothing of it can be imported: it is a command. */
export function packageManifest(rootDir: string, files: readonly string[]): object {
  const { name, version, description, license, engines, bin, dependencies } = readManifest(rootDir);
  const versions = installedPackages.map((one) => [one, readManifest(join(rootDir, 'node_modules', one)).version]);
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines,
    bin,
    files,
    exports: { './package.json': './package.json' },
    dependencies: Object.fromEntries(versions) as unknown,
    // What a site gets by `site add`: 600 MB that the command line itself has no use for.
    siteDependencies: dependencies,
  };
}
