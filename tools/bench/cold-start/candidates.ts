import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { eventsFileOf, stubsBeside, type SiteName } from './staged-site.ts';

/** A module to import in a fresh process. */
export interface ColdCandidate {
  readonly name: 'floor' | 'imports' | 'sample' | 'ours' | 'ours-mailing' | 'wix-ecom';
  readonly title: string;
  readonly specifier: string;
  /** Modules loaded before the clock starts. */
  readonly preloaded?: readonly string[];
  /** The handler that then receives its documented payload as its first event. */
  readonly handler?: HandlerName;
}

/** Later than all documented shop payloads, but soon enough for their changes to be sent. */
export const firstEventAt = Date.UTC(2023, 0, 16, 14, 41);

/** Returns all candidates, with files in the folder created by `stageSites`. */
export function coldCandidates(dir: string): readonly ColdCandidate[] {
  const urlOf = (path: string): string => pathToFileURL(path).href;
  const siteOf = (site: SiteName): Pick<ColdCandidate, 'specifier' | 'preloaded'> => {
    const file = eventsFileOf(dir, site);
    return { specifier: urlOf(file), preloaded: stubsBeside(file).map(urlOf) };
  };
  return [
    { name: 'floor', title: 'an empty module', specifier: urlOf(join(dir, 'empty.js')) },
    {
      name: 'imports',
      title: 'the same modules of Wix and an empty handler',
      ...siteOf('imports'),
      handler: 'wixEcom_onOrderUpdated',
    },
    {
      name: 'sample',
      title: 'the published sample and a first event that mails',
      ...siteOf('sample'),
      handler: 'wixEcom_onOrderPaymentStatusUpdated',
    },
    {
      name: 'ours',
      title: 'our `events.js` and its first event',
      ...siteOf('ours'),
      handler: 'wixEcom_onOrderUpdated',
    },
    {
      name: 'ours-mailing',
      title: 'our `events.js` and a first event that mails',
      ...siteOf('ours'),
      handler: 'wixEcom_onOrderPaymentStatusUpdated',
    },
    { name: 'wix-ecom', title: '`@wix/ecom`, import alone', specifier: import.meta.resolve('@wix/ecom') },
  ];
}
