import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

import { handlerNames } from '../../../src/backend/order-events/handlers/handlers.ts';

const stepSchema = v.strictObject({
  /** One word or two, in the infinitive. */
  name: v.string(),
  /** What happens, for people. */
  about: v.string(),
  handler: v.picklist(handlerNames),
  payload: v.optional(v.string(), 'documented'),
  /** Whether its changes are made to the payload as it is documented, and not to the step before. */
  startsOver: v.optional(v.boolean(), false),
  set: v.optional(v.record(v.string(), v.unknown()), {}),
  unset: v.optional(v.array(v.string()), []),
});

const sequenceSchema = v.strictObject({ about: v.string(), steps: v.array(stepSchema) });

/** One event of a sequence: its changes come on top of those of the steps before with the same handler and payload. */
export type SequenceStep = v.InferOutput<typeof stepSchema>;

/** A course that an order takes, event by event. */
export interface Sequence extends v.InferOutput<typeof sequenceSchema> {
  readonly name: string;
}

/** The sequences under `payloads/sequences/`; throws on a file that is none. */
export function listSequences(root: string): Sequence[] {
  const folder = join(root, 'payloads', 'sequences');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      ...v.parse(sequenceSchema, JSON.parse(readFileSync(join(folder, file), 'utf8'))),
    }));
}
