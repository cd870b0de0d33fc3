import { readCode } from '../../../emulator/check/read-code.ts';
import type { SiteFault, SiteFaultCode } from '../../../emulator/check/site-fault.ts';
import { resolveSpecifier } from '../../../emulator/module-loader/resolve-specifier.ts';
import { listImports } from '../../../emulator/site-entries/list-imports.ts';
import type { LoadResult, Tried, Trouble } from './load-in-process.ts';

/** Why a file does not load: a fault of the site that `check` names, something that is not emulated, or an error of unknown origin. */
export type Reason =
  | { readonly kind: 'own-fault'; readonly fault: SiteFault }
  | { readonly kind: 'not-emulated' | 'throws'; readonly trouble: Trouble };

/** A file that does not load. */
export interface FailedFile {
  readonly file: string;
  readonly reason: Reason;
}

/** Result of loading one site. */
export interface JudgedSite {
  readonly repository: string;
  readonly files: number;
  readonly failed: readonly FailedFile[];
  readonly calls: readonly Tried[];
}

/** What must be reached of the files and the sites, as shares of all. */
export interface Floor {
  readonly files: number;
  readonly sites: number;
}

/** Faults for which Wix does not load a file either. */
const linkFaults: ReadonlySet<SiteFaultCode> = new Set([
  'syntax-error',
  'missing-file',
  'missing-export',
  'unknown-package',
  'unknown-wix-module',
  'unreadable-file',
]);

/** Says of each file that did not load whether that is a fault of the site: one that `check` finds in it or in a file that it imports. */
export function judgeSite(loaded: {
  readonly repository: string;
  readonly siteDir: string;
  readonly faults: readonly SiteFault[];
  readonly result: LoadResult;
}): JudgedSite {
  const { repository, siteDir, faults, result } = loaded;
  const imports = importsOf(siteDir);
  const failed = result.files.flatMap(({ file, trouble }) => {
    if (trouble === undefined) return [];
    const reached = reachedFrom(file, imports);
    const fault = faults.find(
      (one) => one.severity === 'error' && linkFaults.has(one.code) && reached.has(one.file.slice('src/'.length)),
    );
    return [{ file, reason: fault === undefined ? reasonOf(trouble) : { kind: 'own-fault' as const, fault } }];
  });
  return { repository, files: result.files.length, failed, calls: result.calls };
}

function reasonOf(trouble: Trouble): Reason {
  return { kind: trouble.code === 'NOT_EMULATED' ? 'not-emulated' : 'throws', trouble };
}

/** `true` if each file loads or fails by a fault of the site. */
export function isWhole({ failed }: JudgedSite): boolean {
  return failed.every(({ reason }) => reason.kind === 'own-fault');
}

/** Returns what is below the floor; nothing if all is well. */
export function belowFloor(sites: readonly JudgedSite[], floor: Floor): string[] {
  const files = sites.reduce((sum, site) => sum + site.files, 0);
  const loaded = sites.reduce((sum, site) => sum + site.files - site.failed.length, 0);
  const whole = sites.filter(isWhole).length;
  return [
    ...(loaded < files * floor.files ? [`${loaded} of ${files} files load; the floor is ${percent(floor.files)}`] : []),
    ...(whole < sites.length * floor.sites
      ? [`${whole} of ${sites.length} sites load but for their own faults; the floor is ${percent(floor.sites)}`]
      : []),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function importsOf(siteDir: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    readCode(siteDir).map(({ name, parsed }) => {
      const imports = 'program' in parsed ? listImports(parsed.program) : [];
      const targets = imports.flatMap(({ specifier }) => {
        const found = specifier === undefined ? undefined : resolveSpecifier(specifier, siteDir, name);
        return found?.kind === 'site-file' ? [found.name] : [];
      });
      return [name, targets];
    }),
  );
}

function reachedFrom(file: string, imports: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const one of reached) for (const target of imports.get(one) ?? []) reached.add(target);
  return reached;
}
