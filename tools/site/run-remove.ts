import { readHeader } from './own-header.ts';
import { findOwnFile } from './own-files.ts';
import type { SiteFiles } from './check/read-site.ts';
import { carryOut, type ChangeRequest } from './carry-out.ts';
import { planRemove } from './remove/plan-remove.ts';
import type { SiteLine } from './site-output.ts';

/** Runs `site remove`: shows the changes, makes them unless it is a dry run, and returns the exit code. */
export async function runRemove(request: ChangeRequest, line: SiteLine): Promise<number> {
  return await carryOut(
    request,
    {
      plan: (site) => planRemove(site, line.root),
      nothing: 'Order events is not there: nothing to remove.',
      introduction: sayWhatGoes,
      next: nextSteps,
    },
    line,
  );
}

function sayWhatGoes({ sources }: SiteFiles): string[] {
  const rules = findOwnFile(sources, 'notification-rules.js');
  const isYours = rules !== undefined && readHeader(sources.get(rules) ?? '')?.isAsAdded !== true;
  return isYours ? [`Your rules in ${rules} go as well; Git keeps them in the history of the site.\n`] : [];
}

function nextSteps(): string[] {
  return [
    `
Next, there: npm install, commit, and publish. Notifications that are not sent by then are never sent.
The collections OrderEvents… and the secret ORDER_EVENTS_DIGEST_KEY stay until you delete them in the dashboard.`,
  ];
}
