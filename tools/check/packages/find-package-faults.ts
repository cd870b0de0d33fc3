import * as v from 'valibot';

import type { OtherLicence } from './licences.ts';

const lockSchema = v.object({
  packages: v.record(
    v.string(),
    v.object({
      license: v.optional(v.unknown()),
      hasInstallScript: v.optional(v.boolean()),
      link: v.optional(v.boolean()),
    }),
  ),
});

const manifestSchema = v.object({ allowScripts: v.optional(v.record(v.string(), v.boolean()), {}) });

/** What is decided about packages. */
export interface PackagePolicy {
  readonly permittedLicences: ReadonlySet<string>;
  readonly otherLicences: Readonly<Record<string, OtherLicence>>;
}

/** Returns a sentence for each package of a lock file whose installation script or licence nobody has decided about, and for stale decisions. */
export function findPackageFaults(lock: unknown, manifest: unknown, policy: PackagePolicy): string[] {
  const packages = Object.entries(v.parse(lockSchema, lock).packages)
    // A link is a package of this repository, which has an entry of its own.
    .filter(([path, { link = false }]) => path !== '' && !link)
    .map(([path, { license, hasInstallScript = false }]) => ({ name: nameOf(path), license, hasInstallScript }));
  const { allowScripts } = v.parse(manifestSchema, manifest);
  return [...findScriptFaults(packages, allowScripts), ...findLicenceFaults(packages, policy)];
}

interface LockedPackage {
  readonly name: string;
  readonly license: unknown;
  readonly hasInstallScript: boolean;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function findScriptFaults(packages: readonly LockedPackage[], allowed: Readonly<Record<string, boolean>>): string[] {
  const withScript = namesOf(packages.filter(({ hasInstallScript }) => hasInstallScript));
  return [
    ...withScript
      .filter((name) => !Object.hasOwn(allowed, name))
      .map(
        (name) => `${name} has an installation script: read it, and add the package to allowScripts in package.json.`,
      ),
    ...Object.keys(allowed)
      .filter((name) => !withScript.includes(name))
      .map((name) => `${name} has no installation script: remove it from allowScripts in package.json.`),
  ];
}

function findLicenceFaults(
  packages: readonly LockedPackage[],
  { permittedLicences, otherLicences }: PackagePolicy,
): string[] {
  const others = packages.filter(({ license }) => typeof license !== 'string' || !permittedLicences.has(license));
  const unknown = others.filter(({ name, license }) => {
    return !Object.hasOwn(otherLicences, name) || otherLicences[name]?.licence !== license;
  });
  const names = namesOf(others);
  return [
    ...new Set(
      unknown.map(({ name, license }) => {
        return `${name} has ${license === undefined ? 'no licence' : `the licence ${JSON.stringify(license)}`}, which is not permitted: see tools/check/packages/licences.ts.`;
      }),
    ),
    ...Object.keys(otherLicences)
      .filter((name) => !names.includes(name))
      .map((name) => `${name} is not installed, or has a permitted licence: remove it from otherLicences.`),
  ];
}

function namesOf(packages: readonly LockedPackage[]): string[] {
  return [...new Set(packages.map(({ name }) => name))];
}
