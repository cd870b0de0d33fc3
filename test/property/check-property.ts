import * as fc from 'fast-check';

import type { Delivery } from './deliveries.ts';

const environment = process.env;

/** How many histories each product gets; nightly 10,000, with `HISTORIES=10000`. */
export const historiesPerProduct = Number(environment['HISTORIES'] ?? 200);

/** Fixed, so that nothing flickers; `HISTORIES_SEED` tries others. */
export const historiesSeed = Number(environment['HISTORIES_SEED'] ?? 20_240_117);

/** Time for all histories of one property, far above what they need. */
export const PROPERTY_TIMEOUT_MS = 3_600_000;

/**
 * Tries a property on generated deliveries. `findFault` says what is wrong, or nothing. Throws the shrunk delivery as a
 * readable story, with the seed and path that bring it back.
 */
export function checkProperty(deliveries: fc.Arbitrary<Delivery>, findFault: (delivery: Delivery) => string): void {
  const property = fc.property(deliveries, function holds(delivery) {
    const fault = findFault(delivery);
    if (fault !== '') throw new Error(fault);
  });
  const details = fc.check(property, { numRuns: historiesPerProduct, seed: historiesSeed });
  if (!details.failed) return;
  const [delivery] = details.counterexample ?? [];
  const replay = `seed ${String(details.seed)}, path ${details.counterexamplePath ?? 'none'}`;
  const cause = details.errorInstance instanceof Error ? details.errorInstance.message : 'interrupted';
  throw new Error([cause, replay, delivery === undefined ? '' : tellStory(delivery)].join('\n'));
}

function tellStory({ history, arrivals }: Delivery): string {
  const steps = history.steps.map(function tellStep({ handler, event, reported, hides }, at) {
    const news = reported.map((change) => `${change.kind} (${change.moment})`).join(', ') || 'nothing';
    const hidden = hides.length === 0 ? '' : `, without ${hides.join(', ')}`;
    return `step ${String(at)}: ${handler} tells ${news}${hidden}\n${JSON.stringify(event)}`;
  });
  return [`arrivals: ${arrivals.join(', ')}`, ...steps].join('\n');
}
