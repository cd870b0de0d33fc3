import { createOrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import type { SecondInsert } from '../../src/backend/order-events/ports/insert-proof.ts';
import { MINUTE, noon } from '../ports/sample-rows.ts';
import { siteWith } from '../support/shop-site.ts';

const refused = { kind: 'refused', code: 'WDE0074' } as const;
const accepted = { kind: 'accepted', code: '' } as const;
const busy = new OrderEventsError('store-busy', 'no', undefined);

/** What the health report shows after each of so many hourly runs, how often it was tried, and what was logged. */
async function hourly(answers: readonly (SecondInsert | Error | undefined)[], runs: number) {
  const world = emptyWorld(noon);
  const left = [...answers];
  const [shown, logged]: [unknown[], string[]] = [[], []];
  const { jobs, webMethods } = createOrderEvents({
    ...createInMemoryPorts(world),
    log: (message) => void logged.push(message),
    insertProof: {
      prove() {
        const answer = left.shift();
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    },
  });
  for (let run = 0; run < runs; run += 1) {
    world.now += 60 * MINUTE;
    await jobs.deliverDueNotifications(siteWith([]));
    const health = await webMethods.getHealth();
    shown.push(health.kind === 'ok' ? health.value.secondInsert : health);
  }
  return { shown, tries: answers.length - left.length, logged };
}

describe('a second insert under one id', () => {
  it('that is refused is tried by the first hourly run, and never again', async () => {
    expect(await hourly([refused, accepted], 3)).toEqual({ shown: [refused, refused, refused], tries: 1, logged: [] });
  });

  it('that is stored is shown, logged, and tried again', async () => {
    expect(await hourly([accepted, refused], 2)).toEqual({
      shown: [accepted, refused],
      tries: 2,
      logged: ['a second insert under one id was not refused as expected'],
    });
  });

  it('that could not be tried is tried by the next run', async () => {
    expect(await hourly([busy, undefined, refused], 3)).toEqual({
      shown: [null, null, refused],
      tries: 3,
      logged: ['second insert not tried'],
    });
  });
});
