import { sequenceEvents } from '../../workbench/sequences/sequence-events.ts';
import { ALL_HANDLERS, listSequences } from '../../workbench/sequences/read-sequences.ts';
import { createStoryTemplate, type EventTemplate } from './story-template.ts';

/** The stories of a shop, as templates: how a ticket order, a subscription and a shop order go. */
export type Stories = readonly (readonly EventTemplate[])[];

/** One order begins each second of the replay's time. */
const ORDER_EVERY_MS = 1_000;
const BEGIN_MS = Date.UTC(2030, 0, 1);
/** One event in ten comes twice: Wix documents redelivery for webhooks and nothing for events of a site. */
const REDELIVERED_IN_TEN = 1;
const REDELIVERED_AFTER_MS = 5_000;
/** The first numbers of orders are those of the documents. */
const FIRST_ORDER = 1;

/** Reads the stories in `payloads/sequences/`, with the events of the four handlers: so results stay comparable. */
export async function loadStories(root: string): Promise<Stories> {
  const stories: EventTemplate[][] = [];
  for (const sequence of listSequences(root)) {
    if (sequence.name.startsWith(ALL_HANDLERS)) continue;
    stories.push(createStoryTemplate(await sequenceEvents({ root, stdin: nothing() }, sequence)));
  }
  return stories;
}

interface Stream {
  readonly story: number;
  readonly template: EventTemplate;
  readonly delayMs: number;
  readonly isRedelivery: boolean;
  /** The number of the next order of this stream. */
  order: number;
  nextMs: number;
}

/**
 * The lines of a replay file, in the order of time: orders of all stories by turns, whose events interleave, some of them
 * delivered twice. The same arguments give the same lines; it goes on for as long as it is read.
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

/** Dealt out evenly, without a state: the lines of one order do not depend on those of another. */
function isChosen(order: number, salt: number): boolean {
  const mixed = Math.imul((order ^ salt) >>> 0, 0x9e3779b1) >>> 0;
  return Math.floor((mixed / 4_294_967_296) * 10) < REDELIVERED_IN_TEN;
}

async function* nothing(): AsyncGenerator<string> {
  yield* [];
}
