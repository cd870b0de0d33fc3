import { classifyEvent, type Classification } from '../../src/backend/order-events/timeline/classify-event.ts';
import { createDigest } from '../../src/backend/order-events/values/create-digest.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent } from '../support/parsed-order.ts';
import { kindsOf, projectionAfter } from './deliver.ts';

const HANDLER = 'wixEcom_onOrderUpdated';
const shop = documentedPayload(HANDLER);

/** Updates of the documented shop order, each handled under a key of its own. */
function handledUnder(events: readonly (readonly [key: string, changes: PayloadChanges])[]): string[][] {
  let known: Classification['projection'];
  return events.map(([key, changes], index) => {
    const raw = changed(shop, {
      'metadata.id': `update-${index}`,
      'metadata.eventTime': `2023-01-16T14:0${index}:00.000000Z`,
      ...changes,
    });
    const classification = classifyEvent(known, parsedEvent(HANDLER, raw), createDigest(key));
    known = classification.projection ?? known;
    return kindsOf(classification);
  });
}

const OLD_KEY = 'the key of the site in its first years';
const NEW_KEY = 'the key that somebody made in its place';
const renamed = { 'entity.billingInfo.contactDetails.firstName': 'Joan' };

describe('a replaced digest key', () => {
  it('tells of nobody that their details changed', () => {
    expect(
      handledUnder([
        [OLD_KEY, {}],
        [NEW_KEY, {}],
        [NEW_KEY, renamed],
      ]),
    ).toEqual([[], [], ['billing-details-changed']]);
  });

  it('hides a change that comes with it, and no later one', () => {
    expect(
      handledUnder([
        [OLD_KEY, {}],
        [NEW_KEY, renamed],
        [NEW_KEY, {}],
      ]),
    ).toEqual([[], [], ['billing-details-changed']]);
  });

  it('that is put back is compared with nothing of the time between', () => {
    expect(
      handledUnder([
        [OLD_KEY, {}],
        [NEW_KEY, {}],
        [OLD_KEY, renamed],
      ]),
    ).toEqual([[], [], []]);
  });
});

it('shares no digest between two orders of the same person', () => {
  const other = changed(shop, { 'entity._id': 'another-order', 'metadata.entityId': 'another-order' });

  const [mine, theirs] = [shop, other].map((raw) => digestsIn(projectionAfter([{ handler: HANDLER, raw }])));

  expect(mine?.length).toBeGreaterThan(10);
  expect(mine?.filter((digest) => theirs?.includes(digest) === true)).toEqual([]);
});

/** Digests are twelve hexadecimal characters. */
function digestsIn(projection: unknown): string[] {
  return JSON.stringify(projection).match(/(?<=")[\da-f]{12}(?=")/g) ?? [];
}
