import { findOwnCalls } from './add/find-own-calls.ts';
import type { FileChange } from './add/plan-add.ts';
import { carryOut, type ChangeRequest } from './carry-out.ts';
import type { SiteFiles } from './check/read-site.ts';
import { BACKEND_DIR, findOwnFile, ownFileNames } from './own-files.ts';
import { readHeader, showVersion } from './own-header.ts';
import type { SiteLine } from './site-output.ts';
import { planUpgrade } from './upgrade/plan-upgrade.ts';

/** Runs `site upgrade`: shows what this version changes in a site, writes it unless it is a dry run, and returns the exit code. */
export async function runUpgrade(request: ChangeRequest, line: SiteLine): Promise<number> {
  return await carryOut(
    request,
    {
      plan: (site) => planUpgrade(site, line.root),
      nothing: 'Order events is of this version already: nothing to change.',
      introduction: () => [],
      conclusion: summarize,
      next: (folder) => [`\nNext: node bin/order-events.js site check ${folder}`],
    },
    line,
  );
}

/** Summarizes the result for each file in a few lines. */
function summarize({ sources }: SiteFiles, changes: readonly FileChange[]): string[] {
  const bundle = findOwnFile(sources, 'order-events.js') ?? '';
  const before = versionOf(sources.get(bundle));
  const after = versionOf(changes.find(({ path }) => path === bundle)?.after) ?? before;
  const changed = ownFileNames.flatMap((name) => {
    const path = findOwnFile(sources, name);
    const isYours = path !== undefined && readHeader(sources.get(path) ?? '')?.isAsAdded !== true;
    return isYours ? [path] : [];
  });
  const events = changes.find(({ path }) => path === `${BACKEND_DIR}/events.js`);
  const known = findOwnCalls(events?.before ?? '');
  const handlers = [...findOwnCalls(events?.after ?? '')].filter((handler) => !known.has(handler));
  const rows: [string, readonly string[]][] = [
    ['renewed', changes.filter((change) => change.before !== undefined).map(({ path }) => path)],
    ['new', changes.filter((change) => change.before === undefined).map(({ path }) => path)],
    ['new handlers', handlers],
    ['yours, and kept', changed],
  ];
  return [
    `Order events ${before ?? 'of an unknown version'} becomes ${after ?? 'this one'}`,
    ...rows.flatMap(([what, names]) => (names.length === 0 ? [] : [`  ${what}: ${names.join(', ')}`])),
  ];
}

function versionOf(text: string | undefined): string | undefined {
  const header = readHeader(text ?? '');
  return header && showVersion(header.version);
}
