import { sequenceEvents } from '../../workbench/sequences/sequence-events.ts';
import { listSequences } from '../../workbench/sequences/read-sequences.ts';
import { createStoryTemplate, type EventTemplate } from './story-template.ts';

/** Histories of a ticket order, a subscription and a shop order, as templates. */
export type Stories = readonly (readonly EventTemplate[])[];

/** A new order begins every second of the replay's time. */
const ORDER_EVERY_MS = 1_000;
const BEGIN_MS = Date.UTC(2030, 0, 1);
/** One event in ten is delivered twice: Wix documents redelivery for webhooks, but not for a site's events. */
const REDELIVERED_IN_TEN = 1;
const REDELIVERED_AFTER_MS = 5_000;
/** The documents use lower order numbers. */
const FIRST_ORDER = 1;

/** The history of each product; more of them would make results incomparable with earlier ones. */
const histories: readonly string[] = ['plans', 'shop', 'tickets'];

/** Loads one history of each product from `payloads/sequences/`. */
export async function loadStories(root: string): Promise<Stories> {
  const stories: EventTemplate[][] = [];
  for (const sequence of listSequences(root)) {
    if (!histories.includes(sequence.name)) continue;
    stories.push(createStoryTemplate(await sequenceEvents({ root, stdin: nothing() }, sequence)));
  }
  return stories;
}

interface Stream {
  readonly story: number;
  readonly template: EventTemplate;
  readonly delayMs: number;
  readonly isRedelivery: boolean;
  /** Number of the next order of this stream. */
  order: number;
  nextMs: number;
}

/**
 * Generates the lines of a replay file in the order of time: orders of all histories in turn, with interleaved events, some of them
 * delivered twice. Equal arguments give equal lines; the sequence is endless.
 */
export function* generateLines(stories: Stories, firstOrder = FIRST_ORDER): Generator<string> {
  const streams: Stream[] = stories.flatMap((templates, story) =>
    templates.flatMap((template) =>
      [false, true].map((isRedelivery) => {
        const delayMs = template.atMs + (isRedelivery ? REDELIVERED_AFTER_MS : 0);
        return {
          story,
          template,
          delayMs,
          isRedelivery,
          order: firstOrder + story,
          nextMs: story * ORDER_EVERY_MS + delayMs,
        };
      }),
    ),
  );
  for (;;) {
    let next = streams[0];
    for (const stream of streams) if (next === undefined || stream.nextMs < next.nextMs) next = stream;
    if (next === undefined) return;
    const { template, order, isRedelivery } = next;
    if (!isRedelivery || isChosen(order, template.atMs)) {
      const startMs = BEGIN_MS + (order - firstOrder) * ORDER_EVERY_MS;
      yield `{"handler":"${template.handler}","event":${template.write(order, startMs)}}`;
    }
    next.order += stories.length;
    next.nextMs += stories.length * ORDER_EVERY_MS;
  }
}

/** Chooses evenly and without state: the lines of one order do not depend on those of another. */
function isChosen(order: number, salt: number): boolean {
  const mixed = Math.imul((order ^ salt) >>> 0, 0x9e3779b1) >>> 0;
  return Math.floor((mixed / 4_294_967_296) * 10) < REDELIVERED_IN_TEN;
}

async function* nothing(): AsyncGenerator<string> {
  yield* [];
}
