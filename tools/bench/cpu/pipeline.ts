import { site } from '../../../src/backend/notification-rules.ts';
import type { Projection } from '../../../src/backend/order-events/timeline/projection.ts';
import { createDigest } from '../../../src/backend/order-events/values/create-digest.ts';
import { handleOrderEvent, type EventDeps } from '../../../src/backend/order-events/intake/handle-event.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import {
  createInMemoryStore,
  createRecordingMailer,
} from '../../../src/backend/order-events/memory/in-memory-store.ts';
import { copyWorld, emptyWorld, type World } from '../../../src/backend/order-events/memory/in-memory-world.ts';
import type { Candidate } from '../measure/time-in-turn.ts';
import type { EventCase } from './cases.ts';

/** The digest that every measured event is projected with. */
export const digest = createDigest('for measurements only: not a secret');

/** The whole pipeline with a store in memory, from the bytes of the event to its outcome. */
export function pipelineCandidate(name: string, eventCase: EventCase): Candidate {
  return {
    name,
    async prepare(count) {
      const known = await worldBefore(eventCase);
      return Array.from({ length: count }, () => {
        const deps = depsOf(copyWorld(known));
        return () => handleOrderEvent(eventCase.handler, JSON.parse(eventCase.text), site, deps);
      });
    },
  };
}

/** What the pipeline makes of a case: for the table, and so that no case measures something else than it says. */
export async function outcomeOf(eventCase: EventCase): Promise<EventOutcome> {
  const deps = depsOf(await worldBefore(eventCase));
  return await handleOrderEvent(eventCase.handler, JSON.parse(eventCase.text), site, deps);
}

/** What is stored of the order before the event of a case. */
export async function projectionBefore(eventCase: EventCase): Promise<Projection | undefined> {
  const { projections } = await worldBefore(eventCase);
  return [...projections.values()][0]?.projection;
}

async function worldBefore({ before, now }: EventCase): Promise<World> {
  const world = emptyWorld(now);
  for (const [handler, event] of before) await handleOrderEvent(handler, event, site, depsOf(world));
  return world;
}

function depsOf(world: World): EventDeps {
  return {
    store: createInMemoryStore(world),
    mailer: createRecordingMailer(world),
    now: () => world.now,
    random: () => 0,
    loadDigest: () => Promise.resolve(digest),
    takeOverdueTurn: () => false,
    log: () => undefined,
  };
}
