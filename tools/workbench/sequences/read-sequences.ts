import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

import { handlerNames } from '../../../src/backend/order-events/handlers/handlers.ts';

const stepSchema = v.strictObject({
  /** One word or two, in the infinitive. */
  name: v.string(),
  /** What happens, for people. */
  about: v.string(),
  /** Why nobody is told of it, where somebody might expect to be: `npm run stories` shows it. */
  nobodyToldBecause: v.optional(v.string()),
  handler: v.picklist(handlerNames),
  payload: v.optional(v.string(), 'documented'),
  /** Whether its changes are made to the payload as it is documented, and not to the step before. */
  startsOver: v.optional(v.boolean(), false),
  set: v.optional(v.record(v.string(), v.unknown()), {}),
  unset: v.optional(v.array(v.string()), []),
});

const sequenceSchema = v.strictObject({
  about: v.string(),
  /** Why no event of this course comes to the four handlers; only where the folder above has no file of this name. */
  nothingForTheFourBecause: v.optional(v.string()),
  steps: v.array(stepSchema),
});

/** One event of a sequence: its changes come on top of those of the steps before with the same handler and payload. */
export type SequenceStep = v.InferOutput<typeof stepSchema>;

/** A course that an order takes, event by event; `all-handlers/NAME` is the course with the events of every handler. */
export interface Sequence extends v.InferOutput<typeof sequenceSchema> {
  readonly name: string;
}

/** Begins the names of the sequences with the events of every handler. */
export const ALL_HANDLERS = 'all-handlers/';

/** The sequences under `payloads/sequences/`, those of the subfolder last; throws on a file that is none. */
export function listSequences(root: string): Sequence[] {
  const folder = join(root, 'payloads', 'sequences');
  return ['', ALL_HANDLERS].flatMap((subfolder) =>
    readdirSync(join(folder, subfolder))
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => ({
        name: subfolder + file.slice(0, -'.json'.length),
        ...v.parse(sequenceSchema, JSON.parse(readFileSync(join(folder, subfolder, file), 'utf8'))),
      })),
  );
}
