import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The notices that the licences of bundled npm packages ask for: for each package with code in `modules`, in order of name,
 * a comment with its name, version and licence text. Throws when a package has no licence file.
 */
export function licenceNotices(modules: readonly string[]): string[] {
  return bundledPackages(modules).map(({ name, version, licence }) => {
    if (licence === undefined) throw new Error(`${name} has no licence file, so its code cannot be bundled.`);
    const lines = [`Contains code of ${name} ${version}:`, '', ...licence.split(/\r?\n/)];
    return `/*!\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
  });
}

/** An npm package whose code is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** What its package.json says of its licence, author and home. */
  readonly declared: string;
  /** The text of its licence file; `undefined` when it has none. */
  readonly licence: string | undefined;
}

/** The packages with code in `modules`, in order of their folders. */
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
