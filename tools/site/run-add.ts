import { join } from 'node:path';

import type { Product } from '../../src/backend/order-events/products/product.ts';
import { productParts, readProducts } from './add/chosen-products.ts';
import { chosenFor, planAdd, type FileChange } from './add/plan-add.ts';
import { listToCreate, showToCreate } from './add/to-create.ts';
import { carryOut, type ChangeRequest } from './carry-out.ts';
import type { SiteFiles } from './check/read-site.ts';
import type { SiteLine } from './site-output.ts';

/** Request to `site add`. */
export interface AddRequest extends ChangeRequest {
  /** Product list such as `tickets,shop`; all by default. */
  readonly products?: string | undefined;
}

/** Runs `site add`: shows the diff, writes it unless it is a dry run, and returns the exit code. */
export async function runAdd({ products, ...request }: AddRequest, line: SiteLine): Promise<number> {
  const wanted = products === undefined ? undefined : readProducts(products);
  const toCreate = (site: SiteFiles): ReturnType<typeof listToCreate> =>
    listToCreate(line.root, chosenFor(site, wanted));
  return await carryOut(
    request,
    {
      plan: (site) => planAdd(site, line.root, wanted),
      nothing: 'Order events is there already: nothing to change.',
      introduction: () => [],
      conclusion: (site, changes) =>
        addsRules(changes)
          ? [
              ...showToCreate(toCreate(site)),
              'Each rule is off until the id of its email is in it: a new site sends nothing.\n',
            ]
          : [],
      next: (folder, site) => nextSteps(folder, chosenFor(site, wanted), line.root),
      more: (site, changes) => ({ toCreate: addsRules(changes) ? toCreate(site) : null }),
    },
    line,
  );
}

function addsRules(changes: readonly FileChange[]): boolean {
  return changes.some(({ path, before }) => before === undefined && path.endsWith('notification-rules.js'));
}

function nextSteps(folder: string, chosen: readonly Product[], root: string): string[] {
  const packages = ['@wix/crm', ...chosen.map((product) => productParts[product].npmPackage)];
  return [
    `
Next:
  there, npx wix install each of ${packages.join(', ')}
  there, edit src/backend/notification-rules.js: your rules, with the ids of your triggered emails
  here, node bin/order-events.js site check ${folder} --publishing
The rest is in ${join(root, 'docs/going-live.md')}`,
  ];
}
