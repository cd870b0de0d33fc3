import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns the notices that the licences of bundled npm packages require: for each package with code in `modules`, sorted by name, a comment
 * with its name, version and licence text. Throws if a package has no licence file.
 */
export function licenceNotices(modules: readonly string[]): string[] {
  return bundledPackages(modules).map(({ name, version, licence }) => {
    if (licence === undefined) throw new Error(`${name} has no licence file, so its code cannot be bundled.`);
    const lines = [`Contains code of ${name} ${version}:`, '', ...licence.split(/\r?\n/)];
    return `/*!\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
  });
}

/** An npm package with code in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** Licence, author and homepage from its package.json. */
  readonly declared: string;
  /** Text of its licence file; `undefined` if there is none. */
  readonly licence: string | undefined;
}

/** Returns the packages with code in `modules`, sorted by folder. */
export function bundledPackages(modules: readonly string[]): BundledPackage[] {
  const folders = new Set(modules.flatMap((module) => packageFolder(module) ?? []));
  return [...folders].sort().map((folder) => {
    const { name, version, license, author, homepage } = readPackage(folder);
    const by = typeof author === 'object' ? author.name : author;
    const declared = [license, by, homepage].filter((one) => one !== undefined).join(', ');
    return { name, version, declared, licence: readLicence(folder) };
  });
}

function packageFolder(module: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
  readonly homepage?: string;
}

function readPackage(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function readLicence(folder: string): string | undefined {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(-\w+)?(\.(md|txt))?$/i.test(entry));
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8').trim();
}
