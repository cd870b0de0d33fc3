import type { InferOutput } from 'valibot';

import { listSequences } from '../../workbench/sequences/read-sequences.ts';
import { sequenceEvents } from '../../workbench/sequences/sequence-events.ts';
import { shuffle } from '../../workbench/sequences/shuffle.ts';
import type { sequenceSchema } from '../contract/requests.ts';
import type { Prepared } from './prepare-events.ts';
import { renewEvents } from '../../workbench/payload/renew-events.ts';

/** Prepares the events of a named sequence, in delivery order. */
export async function prepareSequence(
  root: string,
  name: string,
  { renewal, isShuffled, copies, seed }: InferOutput<typeof sequenceSchema>,
  now: number,
): Promise<Prepared> {
  const sequence = listSequences(root).find((candidate) => candidate.name === name);
  if (sequence === undefined) {
    const next = 'Choose one of the library, or add payloads/sequences/NAME.json.';
    return { kind: 'refused', problem: { message: `There is no sequence ${name}.`, next } };
  }
  const deliveries = await sequenceEvents({ root, stdin: nothing() }, sequence);
  const events = renewEvents(
    deliveries.map(({ event }) => event),
    renewal,
    now,
    { isQuick: isShuffled },
  );
  const requests = deliveries.flatMap(({ handler, label }, index) => {
    const request = {
      kind: 'event',
      handler,
      label: `${name} · ${label}`,
      json: JSON.stringify(events[index]),
    } as const;
    return Array.from({ length: copies }, () => request);
  });
  return { kind: 'ready', requests: isShuffled ? shuffle(requests, seed) : requests };
}

/** Empty standard input: no step of a sequence reads it. */
async function* nothing(): AsyncGenerator<string> {
  yield* [];
}
