import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The notices that the licences of bundled npm packages ask for: for each package with code in `modules`, in order of name,
 * a comment with its name, version and licence text. Throws when a package has no licence file.
 */
export function licenceNotices(modules: readonly string[]): string[] {
  const folders = new Set(modules.flatMap((module) => packageFolder(module) ?? []));
  return [...folders].sort().map((folder) => {
    const { name, version } = readPackage(folder);
    const lines = [`Contains code of ${name} ${version}:`, '', ...readLicence(folder, name).split(/\r?\n/)];
    return `/*!\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
  });
}

function packageFolder(module: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0];
}

function readPackage(folder: string): { readonly name: string; readonly version: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
}

function readLicence(folder: string, name: string): string {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  if (file === undefined) {
    throw new Error(`${name} has no licence file, so its code cannot be bundled.`);
  }
  return readFileSync(join(folder, file), 'utf8').trim();
}
