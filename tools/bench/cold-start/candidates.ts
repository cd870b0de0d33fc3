import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { packageUrl } from '../packages/install-packages.ts';
import { eventsFileOf, stubsBeside } from './staged-site.ts';

/** A module to import in a fresh process. */
export interface ColdCandidate {
  readonly name: 'floor' | 'ours' | 'ours-mailing' | 'sample' | 'zod' | 'wix-events' | 'wix-ecom';
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
  const [ours, sample] = [eventsFileOf(dir, 'ours'), eventsFileOf(dir, 'sample')];
  const ourSite = { specifier: urlOf(ours), preloaded: stubsBeside(ours).map(urlOf) };
  return [
    { name: 'floor', title: 'an empty module', specifier: urlOf(join(dir, 'empty.js')) },
    { name: 'ours', title: 'our `events.js` and its first event', ...ourSite, handler: 'wixEcom_onOrderUpdated' },
    {
      name: 'ours-mailing',
      title: 'our `events.js` and a first event that mails',
      ...ourSite,
      handler: 'wixEcom_onOrderPaymentStatusUpdated',
    },
    {
      name: 'sample',
      title: 'the published sample and a first event that mails',
      specifier: urlOf(sample),
      preloaded: stubsBeside(sample).map(urlOf),
      handler: 'wixEcom_onOrderPaymentStatusUpdated',
    },
    { name: 'zod', title: '`zod`, import alone', specifier: packageUrl('zod') },
    { name: 'wix-events', title: '`@wix/events`, import alone', specifier: import.meta.resolve('@wix/events') },
    { name: 'wix-ecom', title: '`@wix/ecom`, import alone', specifier: import.meta.resolve('@wix/ecom') },
  ];
}
