import { readFileSync } from 'node:fs';

import type { EventReport } from '../../workbench/local-site/event-report.ts';
import { createEventTarget } from '../../workbench/local-site/fire-event.ts';
import { openStatePlace } from '../../workbench/local-site/state-place.ts';
import { listMainPayloads } from '../../workbench/payload/payload-library.ts';
import { readSite } from '../check/read-site.ts';
import { findOwnCalls } from '../add/find-own-calls.ts';
import { BACKEND_DIR } from '../own-files.ts';

/** Results of one payload: of the first delivery and of the repeated one. */
export interface FiredPayload {
  readonly handler: string;
  readonly payload: string;
  readonly reports: readonly [first: EventReport, again: EventReport];
}

/** Fires the main payload of each handler that a site passes to order events, twice, with a separate state. `root` has the payloads. */
export async function firePayloads(siteDir: string, root: string): Promise<FiredPayload[]> {
  const fired: FiredPayload[] = [];
  const connected = findOwnCalls(readSite(siteDir)?.sources.get(`${BACKEND_DIR}/events.js`) ?? '');
  const payloads = listMainPayloads(root);
  // With no connected handler, all payloads are fired, and the first one fails.
  const wanted = connected.size === 0 ? payloads : payloads.filter(({ handler }) => connected.has(handler));
  for (const { handler, name, file } of wanted) {
    const json = readFileSync(file, 'utf8');
    const delivery = { handler, json, event: JSON.parse(json) as unknown };
    const place = openStatePlace(siteDir, { fresh: true });
    const target = createEventTarget({ root: siteDir, place, clock: { kind: 'follow' } });
    try {
      const reports = [await target.fire(delivery), await target.fire(delivery)] as const;
      fired.push({ handler, payload: name, reports });
    } finally {
      await target.close();
    }
  }
  return fired;
}
