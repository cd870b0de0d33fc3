import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

import { handlerNames } from '../../../src/backend/order-events/handlers/handlers.ts';

const stepSchema = v.strictObject({
  /** One or two words, in the infinitive. */
  name: v.string(),
  /** Description for people. */
  about: v.string(),
  /** Reason why nobody is notified, where that may surprise; shown by `npm run stories`. */
  nobodyToldBecause: v.optional(v.string()),
  handler: v.picklist(handlerNames),
  payload: v.optional(v.string(), 'documented'),
  /** If `true`, the changes apply to the documented payload instead of the previous step. */
  startsOver: v.optional(v.boolean(), false),
  set: v.optional(v.record(v.string(), v.unknown()), {}),
  unset: v.optional(v.array(v.string()), []),
});

const sequenceSchema = v.strictObject({
  about: v.string(),
  /** Reason why the four handlers get no event; only if the parent folder has no file with this name. */
  nothingForTheFourBecause: v.optional(v.string()),
  steps: v.array(stepSchema),
});

/** Event of a sequence; its changes apply on top of those of earlier steps with the same handler and payload. */
export type SequenceStep = v.InferOutput<typeof stepSchema>;

/** Events of an order's course, one after the other; `all-handlers/NAME` has the events of every handler. */
export interface Sequence extends v.InferOutput<typeof sequenceSchema> {
  readonly name: string;
}

/** Prefix of the sequences with the events of every handler. */
export const ALL_HANDLERS = 'all-handlers/';

/** Lists the sequences under `payloads/sequences/`, the subfolder's last; throws if a file is invalid. */
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
