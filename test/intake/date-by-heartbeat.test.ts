import { dateByHeartbeat } from '../../src/backend/order-events/intake/date-by-heartbeat.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { MINUTE, noon } from '../ports/sample-rows.ts';
import { sampleDraft } from '../support/sample-draft.ts';
import { dateText } from '../support/typed-texts.ts';

const HOUR = 60 * MINUTE;
const FIVE_DAYS_BEFORE = noon - 120 * HOUR;
const stateBefore = { notBefore: dateText('2024-02-25T12:00:00.000Z') };

/** The draft as it is dated on a site that has been listening since then, and how often that was read. */
async function datedOn(
  listeningSince: number | undefined,
  draft = sampleDraft(stateBefore),
  { isNewOrder = false, removedBefore = 0 } = {},
) {
  let reads = 0;
  const readListeningSince = () => {
    reads += 1;
    return Promise.resolve(listeningSince);
  };
  const readRemovedBefore = () => Promise.resolve(removedBefore);
  const ports = { ...createInMemoryPorts(emptyWorld(noon)), readListeningSince, readRemovedBefore };
  const { change } = await dateByHeartbeat(draft, noon, isNewOrder, ports);
  return { notBefore: change.notBefore, reads };
}

describe('a change of which only the state before is known, five days ago', () => {
  it.each([
    ['long before', FIVE_DAYS_BEFORE - 1000 * HOUR],
    ['since then', FIVE_DAYS_BEFORE],
    ['but for a pause that the heartbeat does not notice', FIVE_DAYS_BEFORE + 3 * HOUR],
  ])('is as young as its event where the site has been listening %s', async (_what, listeningSince) => {
    expect(await datedOn(listeningSince)).toEqual({ notBefore: '2024-03-01T12:00:00.000Z', reads: 1 });
  });

  it.each([
    ['was switched on again later', FIVE_DAYS_BEFORE + 3 * HOUR + 1],
    ['was switched on again just now', noon],
    ['does not know since when it has been listening', undefined],
  ])('stays of unknown age where the site %s', async (_what, listeningSince) => {
    expect(await datedOn(listeningSince)).toEqual({ notBefore: '2024-02-25T12:00:00.000Z', reads: 1 });
  });
});

describe('a change of an order that was not known, on a site that has been listening for long', () => {
  it.each([
    ['is as young as its event where no such order was removed', true, FIVE_DAYS_BEFORE, '2024-03-01T12:00:00.000Z'],
    [
      'stays of unknown age where the clean-up may have removed it',
      true,
      FIVE_DAYS_BEFORE + 1,
      '2024-02-25T12:00:00.000Z',
    ],
    ['is as young as its event where the order is known after all', false, noon, '2024-03-01T12:00:00.000Z'],
  ])('%s', async (_what, isNewOrder, removedBefore, notBefore) => {
    const { notBefore: dated } = await datedOn(0, undefined, { isNewOrder, removedBefore });

    expect(dated).toBe(notBefore);
  });
});

it.each([
  ['a change of known age', sampleDraft()],
  ['a change that cannot be too old', sampleDraft({ notBefore: dateText('2024-03-01T11:00:00.000Z') })],
  ['a change of which nothing is known', sampleDraft({ notBefore: undefined })],
])('%s asks for no heartbeat', async (_what, draft) => {
  expect(await datedOn(FIVE_DAYS_BEFORE, draft)).toEqual({ notBefore: draft.change.notBefore, reads: 0 });
});
