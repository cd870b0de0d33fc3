import * as fc from 'fast-check';

import { createOrderEvents, type OrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import { labelOf } from '../../tools/explore/judge.ts';
import type { Scenario, ScenarioEvent } from '../../tools/explore/scenario.ts';
import { allScenarios } from '../../tools/explore/scenarios/all-scenarios.ts';
import { MINUTE } from '../ports/sample-rows.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { siteWith } from '../support/shop-site.ts';
import { createFaultySite, type Fault, type FaultySite } from './faulty-site.ts';

/** How many stories are tried; nightly 10,000, with `HISTORIES=10000`. */
const RUNS = Number(process.env['HISTORIES'] ?? 200);
const HOURS_OF_REST = 12;

/** Stories of triggered emails. Neither the reconcile job nor the clean-up is run here, so nothing may have to wait for them. */
const scenarios = allScenarios(documentedPayload).filter(
  ({ name, erasure, events, rules }) =>
    erasure === undefined &&
    rules.every(({ emailId }) => emailId !== undefined) &&
    !name.includes('nothing was known') &&
    events.every((delivery) => !('cleansAheadDays' in delivery)),
);

const faults = fc.array(
  fc.record<Fault>({
    callsBefore: fc.nat({ max: 9 }),
    code: fc.constantFrom('store-busy', 'store-timed-out', 'store-forbidden', 'store-missing', 'store-failed'),
    kind: fc.constantFrom('refused', 'answer-lost', 'tried-again'),
  }),
  { maxLength: 12 },
);

const story = fc.record({
  scenario: fc.constantFrom(...scenarios),
  order: fc.array(fc.nat({ max: 999 }), { minLength: 6, maxLength: 6 }),
  repeats: fc.array(fc.nat({ max: 9 }), { maxLength: 2 }),
  faults,
});

const unhandledRejections: unknown[] = [];
beforeAll(() => void process.on('unhandledRejection', noteRejection));
afterAll(() => void process.off('unhandledRejection', noteRejection));

it('whatever call fails, and however: nothing is lost, and nothing is sent twice', async () => {
  let fired = 0;
  await fc.assert(
    fc.asyncProperty(story, async ({ scenario, order, repeats, faults: planned }) => {
      const world = emptyWorld(Date.parse(scenario.now));
      const site = siteWith(scenario.rules);
      const soundSite = createOrderEvents(createInMemoryPorts(world));
      for (const event of scenario.known) await soundSite.handleOrderEvent(event.handler, event.raw, site);
      world.emails.length = 0;
      const left = [...planned];
      const faulty = createFaultySite(world, left);
      const faultySite = createOrderEvents(faulty.ports);

      await deliver(arrivalsOf(scenario, order, repeats), world, site, faultySite);
      fired += planned.length - left.length;
      left.length = 0;
      await rest(world, site, faultySite);

      expect(faultsOf(scenario, world, faulty)).toEqual([]);
    }),
    { numRuns: RUNS, seed: 4 },
  );
  await new Promise((resolve) => setImmediate(resolve));

  expect(unhandledRejections).toEqual([]);
  expect(fired).toBeGreaterThan(RUNS);
});

function noteRejection(reason: unknown): void {
  unhandledRejections.push(reason);
}

function arrivalsOf(scenario: Scenario, order: readonly number[], repeats: readonly number[]): ScenarioEvent[] {
  const events = scenario.events.filter((delivery) => 'handler' in delivery);
  const all = [...events, ...repeats.flatMap((number) => events[number % events.length] ?? [])];
  const ranked = all.map((event, index) => ({ event, rank: order[index % order.length] ?? 0 }));
  return ranked.sort((left, right) => left.rank - right.rank).map(({ event }) => event);
}

/** What a handler throws leaves the platform with the only copy, so it comes again. The job runs in between. */
async function deliver(
  arrivals: ScenarioEvent[],
  world: World,
  site: SiteRules,
  { handleOrderEvent, jobs }: OrderEvents,
): Promise<void> {
  while (arrivals.length > 0) {
    world.now += MINUTE;
    const [event] = arrivals.splice(0, 1);
    if (event === undefined) break;
    await handleOrderEvent(event.handler, event.raw, site).catch(() => arrivals.push(event));
    if (arrivals.length % 2 === 0) await jobs.deliverDueNotifications(site).catch(() => undefined);
  }
}

/** By now every call goes well. */
async function rest(world: World, site: SiteRules, { jobs }: OrderEvents): Promise<void> {
  for (let hour = 0; hour < HOURS_OF_REST; hour += 1) {
    world.now += 60 * MINUTE;
    await jobs.deliverDueNotifications(site);
  }
}

/** What is wrong in the end, in words. */
function faultsOf({ expected }: Scenario, world: World, { doubts, gaps }: FaultySite): string[] {
  const labels = expected.map(labelOf);
  const sent = world.emails.map(
    ({ emailId, variables }) => `${emailId} ${variables['occurrence'] ?? variables['text'] ?? ''}`,
  );
  const rows = [...world.notifications.values()];
  const wrong = labels.flatMap((label) => {
    const row = rows.find((candidate) => labelOf(candidate) === label);
    const count = sent.filter((one) => one === label).length;
    const doubtful = doubts.get(label) ?? 0;
    const isHeld = row?.ifUnknown === 'hold' && row.status === 'unknown' && doubtful > 0 && count <= 1;
    const isLeft =
      row?.status === 'unknown' && doubtful + (gaps.get(label) ?? 0) >= 2 && count <= Math.min(doubtful, 2);
    const isSent = row?.status === 'sent' && count >= 1 && count <= 1 + (row.ifUnknown === 'hold' ? 0 : doubtful);
    return isHeld || isSent || (isLeft && row.ifUnknown === 'resend')
      ? []
      : [`${label}: ${row?.status ?? 'no row'}, sent ${String(count)}, doubts ${String(doubtful)}`];
  });
  const invented = sent.filter((label) => !labels.includes(label)).map((label) => `${label}: sent, expected never`);
  return [...wrong, ...invented];
}
