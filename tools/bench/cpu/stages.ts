import { classifyEvent } from '../../../src/backend/order-events/timeline/classify-event.ts';
import { parseOrderEvent, type OrderEvent } from '../../../src/backend/order-events/handlers/parse-order-event.ts';
import type { Projection } from '../../../src/backend/order-events/timeline/projection.ts';
import { modelOf } from '../../../src/backend/order-events/products/product-models.ts';
import { instantOfNow } from '../../../src/backend/order-events/values/instant.ts';
import type { Candidate } from '../measure/time-in-turn.ts';
import type { StageName } from './case-times.ts';
import type { EventCase } from './cases.ts';
import { digest, projectionBefore } from './pipeline.ts';

const receivedAt = instantOfNow(0);

/** The steps of the pipeline, measured separately, each on the output of the step before it. */
export const stages: Readonly<Record<StageName, (name: string, eventCase: EventCase) => Candidate>> = {
  'JSON.parse': (name, { text }) => repeated(name, () => JSON.parse(text) as unknown),
  parse: (name, { handler, event }) => repeated(name, () => parseOrderEvent(handler, event, receivedAt)),
  'project, classify': (name, eventCase) =>
    withProjection(name, eventCase, (event, known) => classifyEvent(known, event, digest)),
  'of that, projection': (name, eventCase) =>
    withProjection(name, eventCase, (event, known) => {
      const newest = known?.timeline[known.timeline.length - 1]?.snapshot;
      return modelOf(event.order.product).project(event.order, digest, newest);
    }),
};

function withProjection(
  name: string,
  eventCase: EventCase,
  work: (event: OrderEvent, known: Projection | undefined) => unknown,
): Candidate {
  const parsed = parseOrderEvent(eventCase.handler, eventCase.event, receivedAt);
  if (parsed.kind === 'rejected') throw new Error(`The payload of ${eventCase.handler} was rejected`);
  return {
    name,
    async prepare(count) {
      const known = await projectionBefore(eventCase);
      return Array.from({ length: count }, () => () => work(parsed.event, known));
    },
  };
}

function repeated(name: string, work: () => unknown): Candidate {
  return { name, prepare: (count) => Promise.resolve(Array.from({ length: count }, () => work)) };
}
