import * as v from 'valibot';

import { renewals } from '../../workbench/payload/renew-events.ts';

/** Larger than any event that Wix sends; larger bodies are refused. */
export const MAX_EVENT_BYTES = 4_000_000;
const MAX_RUNS_AT_ONCE = 1_000;
const MAX_FAULTS = 100;

const eventSchema = v.object({
  handler: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
  label: v.pipe(v.string(), v.maxLength(300)),
  json: v.string(),
});

const renewalSchema = v.picklist(renewals);

/** Events to fire in sequence. */
export const fireSchema = v.object({
  events: v.pipe(v.array(eventSchema), v.minLength(1), v.maxLength(MAX_RUNS_AT_ONCE)),
  renewal: v.optional(renewalSchema, 'as-is'),
});

/** Number of times to redeliver an event. */
export const againSchema = v.object({
  times: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_RUNS_AT_ONCE)),
});

/** Options for running a sequence. */
export const sequenceSchema = v.object({
  renewal: v.optional(renewalSchema, 'new-order'),
  isShuffled: v.optional(v.boolean(), false),
  copies: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), 1),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 1),
});

/** Fault to arm. */
export const faultSchema = v.variant('kind', [
  v.object({ kind: v.picklist(['fail-send', 'fail-data']), code: v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)) }),
  v.object({ kind: v.literal('crash'), code: v.pipe(v.string(), v.regex(/^[1-9]\d?$/)) }),
]);

/** Time by which to advance the clock; at most a century. */
export const clockSchema = v.object({ byMs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3.2e12)) });

/** Notification to send again. */
export const resendSchema = v.object({ key: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)) });

const text = v.pipe(v.string(), v.maxLength(300));
const callSchema = v.object({
  kind: v.exactOptional(v.picklist(['data', 'email', 'secret'])),
  module: v.exactOptional(text),
  member: v.exactOptional(text),
});
const number = v.pipe(v.number(), v.finite());

/** A run requested by a command, executed between the console's own runs. */
export const performSchema = v.object({
  request: v.variant('kind', [
    v.object({ kind: v.literal('event'), ...eventSchema.entries }),
    v.object({ kind: v.literal('job'), name: text, label: text }),
    v.object({ kind: v.literal('method'), name: text, label: v.string(), args: v.array(v.unknown()) }),
  ]),
  clock: v.exactOptional(
    v.variant('kind', [
      v.object({ kind: v.literal('set'), ms: number }),
      v.object({ kind: v.literal('forward'), toMs: v.nullable(number), byMs: number }),
    ]),
  ),
  faults: v.exactOptional(
    v.object({
      faults: v.pipe(v.array(v.object({ code: text, call: v.exactOptional(callSchema) })), v.maxLength(MAX_FAULTS)),
      crashAfter: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    }),
  ),
});

/** A web method that a command calls for its result. */
export const askSchema = v.object({ method: text, args: v.array(v.unknown()) });
