import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { installedPackages } from '../build/node-bundle.ts';

/** Fields that the package's package.json takes from the repository's. */
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

/** Returns the package.json of the package. It has no importable modules, only a command. */
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
    // Packages that `site add` installs in a site: 600 MB that the command line itself does not use.
    siteDependencies: dependencies,
  };
}
