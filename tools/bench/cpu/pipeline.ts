import { site } from '../../../src/backend/notification-rules.ts';
import { createOrderEvents, type OrderEvents } from '../../../src/backend/order-events/create-order-events.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import { createInMemoryPorts } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import { copyWorld, emptyWorld, type World } from '../../../src/backend/order-events/memory/in-memory-world.ts';
import { createSiteLoad } from '../../../src/backend/order-events/wix/site-load.ts';
import { createStoreClock } from '../../../src/backend/order-events/wix/store-clock.ts';
import { createWixStores } from '../../../src/backend/order-events/wix/wix-stores.ts';
import type { Projection } from '../../../src/backend/order-events/timeline/projection.ts';
import { createDigest } from '../../../src/backend/order-events/values/create-digest.ts';
import type { Candidate } from '../measure/time-in-turn.ts';
import type { EventCase } from './cases.ts';
import { storedItems, storeItems, type StoredItems } from './wix-data-in-memory.ts';

/** The digest used in all measured projections. */
export const digest = createDigest('for measurements only: not a secret');

/** The whole pipeline with an in-memory store, from the event's text to its outcome. */
export function pipelineCandidate(name: string, eventCase: EventCase): Candidate {
  return {
    name,
    async prepare(count) {
      const known = await worldBefore(eventCase);
      return Array.from({ length: count }, () => {
        const { handleOrderEvent } = orderEventsOf(copyWorld(known));
        return () => handleOrderEvent(eventCase.handler, JSON.parse(eventCase.text), site);
      });
    },
  };
}

/** The same on the stores of a Wix site, which turn what is stored into items of Wix Data and back; Wix Data itself answers at once. */
export function onWixDataCandidate(name: string, eventCase: EventCase): Candidate {
  return {
    name,
    async prepare(count) {
      const known = await itemsBefore(eventCase);
      return Array.from({ length: count }, () => {
        const { handleOrderEvent } = orderEventsOnWixData(eventCase.now);
        return () => {
          storeItems(known);
          return handleOrderEvent(eventCase.handler, JSON.parse(eventCase.text), site);
        };
      });
    },
  };
}

/** Returns the outcome of a case, for the table and to verify that the case measures what its name says. */
export async function outcomeOf(eventCase: EventCase): Promise<EventOutcome> {
  const { handleOrderEvent } = orderEventsOf(await worldBefore(eventCase));
  return await handleOrderEvent(eventCase.handler, JSON.parse(eventCase.text), site);
}

/** Returns the stored state of the order before the event of a case. */
export async function projectionBefore(eventCase: EventCase): Promise<Projection | undefined> {
  const { projections } = await worldBefore(eventCase);
  return [...projections.values()][0]?.projection;
}

async function itemsBefore({ before, now }: EventCase): Promise<StoredItems> {
  storeItems(new Map());
  const { handleOrderEvent } = orderEventsOnWixData(now);
  for (const [handler, event] of before) await handleOrderEvent(handler, event, site);
  return storedItems();
}

function orderEventsOnWixData(now: number): OrderEvents {
  const clocks = { load: createSiteLoad(() => now), clock: createStoreClock(() => now) };
  const stores = createWixStores({ effort: 'brief', random: () => 0, ...clocks });
  const ports = { ...createInMemoryPorts(emptyWorld(now)), ...stores };
  return createOrderEvents({ ...ports, loadDigest: () => Promise.resolve(digest) });
}

async function worldBefore({ before, now }: EventCase): Promise<World> {
  const world = emptyWorld(now);
  const { handleOrderEvent } = orderEventsOf(world);
  for (const [handler, event] of before) await handleOrderEvent(handler, event, site);
  return world;
}

function orderEventsOf(world: World): OrderEvents {
  return createOrderEvents({ ...createInMemoryPorts(world), loadDigest: () => Promise.resolve(digest) });
}
