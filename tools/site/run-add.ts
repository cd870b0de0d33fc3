import { planAdd } from './add/plan-add.ts';
import { carryOut, type ChangeRequest } from './carry-out.ts';
import type { SiteLine } from './site-output.ts';

/** What `site add` is asked for. */
export type AddRequest = ChangeRequest;

/** `site add`: shows the diff, writes it unless it is a dry run, and gives the exit code. */
export async function runAdd(request: AddRequest, line: SiteLine): Promise<number> {
  return await carryOut(
    request,
    {
      plan: (site) => planAdd(site, line.root),
      nothing: 'Order events is there already: nothing to change.',
      introduction: () => [],
      next: nextSteps,
    },
    line,
  );
}

function nextSteps(folder: string): string[] {
  return [
    `
Next:
  there, npx wix install each of @wix/crm, @wix/ecom, @wix/events and @wix/pricing-plans
  there, edit src/backend/notification-rules.js: your rules, with the ids of your triggered emails
  here, npx order-events site check ${folder} --publishing
The rest is in docs/going-live.md.`,
  ];
}
