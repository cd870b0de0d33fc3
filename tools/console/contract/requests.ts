import * as v from 'valibot';

/** Above every event that Wix sends; a larger body is refused. */
export const MAX_EVENT_BYTES = 4_000_000;
const MAX_RUNS_AT_ONCE = 1_000;

const eventSchema = v.object({
  handler: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
  label: v.pipe(v.string(), v.maxLength(300)),
  json: v.string(),
});

/** How an event comes: as it is written, as a further event of its order, or as one of an order of its own. */
export const renewalSchema = v.picklist(['as-is', 'new-event', 'new-order']);

/** See `renewalSchema`. */
export type Renewal = v.InferOutput<typeof renewalSchema>;

/** Events to fire one after the other. */
export const fireSchema = v.object({
  events: v.pipe(v.array(eventSchema), v.minLength(1), v.maxLength(MAX_RUNS_AT_ONCE)),
  renewal: v.optional(renewalSchema, 'as-is'),
});

/** How often to deliver an event again. */
export const againSchema = v.object({
  times: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_RUNS_AT_ONCE)),
});

/** How to run a sequence. */
export const sequenceSchema = v.object({
  renewal: v.optional(renewalSchema, 'new-order'),
  isShuffled: v.optional(v.boolean(), false),
  copies: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), 1),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 1),
});

/** What shall go wrong. */
export const faultSchema = v.variant('kind', [
  v.object({ kind: v.picklist(['fail-send', 'fail-data']), code: v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)) }),
  v.object({ kind: v.literal('crash'), code: v.pipe(v.string(), v.regex(/^[1-9]\d?$/)) }),
]);

/** By how much the clock moves on: a century at most. */
export const clockSchema = v.object({ byMs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3.2e12)) });

/** Which notification to send again. */
export const resendSchema = v.object({ key: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)) });
