import type { PortCall } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import {
  insertTogether,
  readTogether,
  saveTogether,
  type Retry,
} from '../../../src/backend/order-events/wix/bulk-calls.ts';
import type { ItemEnd } from '../../../src/backend/order-events/wix/gather-calls.ts';
import { retryCall } from '../../../src/backend/order-events/wix/retry-call.ts';
import type { SiteLoad } from '../../../src/backend/order-events/wix/site-load.ts';
import type { Effort } from '../../../src/backend/order-events/wix/waits.ts';
import { gatheredKinds, hasWon, winningAnswer } from '../../workbench/port-calls/gathered-calls.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { CallEnd, WixSide } from './wix-side.ts';

/** A port call of a handler or job. */
export interface SiteCall {
  readonly call: PortCall;
  readonly effort: Effort;
  readonly effect: () => unknown;
}

/** State that the containers of a site share. */
export interface ContainerWorld {
  readonly time: VirtualTime;
  readonly wix: WixSide;
  readonly random: () => number;
  /** Tokens of the writers of inserted rows, by id. */
  readonly writers: Map<string, string>;
}

/** Port calls of a sale that go together: events that must be stored do, too. */
export const kinds: typeof gatheredKinds = { ...gatheredKinds, 'unhandled.keep': 'save' };

/** A call to make alone or together with others. */
export interface SharedCall extends SiteCall {
  readonly id: string;
  readonly writer: string;
}

/** The Wix calls of a container. */
export interface ContainerCalls {
  readonly makeAlone: (item: SharedCall) => Promise<unknown>;
  readonly makeTogether: (items: readonly SharedCall[]) => Promise<readonly ItemEnd<unknown>[]>;
}

/** Creates the Wix calls of a container, none of which ends once it has stopped. */
export function createContainerCalls(
  { time, wix, random, writers }: ContainerWorld,
  load: SiteLoad,
  isStopped: () => boolean,
): ContainerCalls {
  /** Makes one Wix call, and rejects with Wix's code. */
  async function callWix<Result>(effect: () => Result): Promise<Result> {
    const end: CallEnd<Result> = await wix.data(effect);
    if (isStopped()) await new Promise(() => undefined);
    if (end.kind === 'answered') return end.value;
    if (end.kind === 'over-quota') load.noteRefused();
    throw Object.assign(new Error(end.kind), { code: end.kind === 'over-quota' ? 'WDE0014' : 'WDE0028' });
  }

  const retryOf = createRetries(time, random);

  function takeEffect({ id, writer, call, effect }: SharedCall): unknown {
    const answer = effect();
    if (hasWon(call, answer)) writers.set(id, writer);
    return answer;
  }

  async function makeAlone(item: SharedCall): Promise<unknown> {
    const { call, effort } = item;
    const answer = await retryOf(call.name, effort)(() => callWix(() => takeEffect(item)), nothingToSee);
    // An insert that took effect without an answer is recognized by its token.
    return writers.get(item.id) === item.writer ? winningAnswer(call) : answer;
  }

  /** Each item of a bulk call that is under way when its container stops may or may not take effect. */
  function takeEffects(items: readonly SharedCall[]): unknown {
    const named = items.filter((item) => {
      if (isStopped() && random() < 0.5) return false;
      const answer = takeEffect(item);
      return kinds[item.call.name] === 'save' || hasWon(item.call, answer);
    });
    return {
      inserted: named.length,
      insertedItemIds: named.map(({ id }) => id),
      updated: 0,
      updatedItemIds: [],
      skipped: items.length - named.length,
      errors: [],
    };
  }

  async function makeTogether(items: readonly SharedCall[]): Promise<readonly ItemEnd<unknown>[]> {
    const [first] = items;
    if (first === undefined) return [];
    const { call, effort } = first;
    const retry = retryOf(call.name, effort);
    const kind = kinds[call.name];
    if (kind === 'read') {
      const readAll = (): Promise<readonly unknown[]> =>
        retry(() => callWix(() => items.map((item) => item.effect())), nothingToSee);
      return await readTogether(items, readAll, (found, item) => found[items.indexOf(item)]);
    }
    const writeAll = (): Promise<unknown> => callWix(() => takeEffects(items));
    if (kind === 'save') return await saveTogether(items, ({ id }) => id, writeAll, retry);
    const findWriters = (ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> =>
      retry(
        () => callWix(() => new Map(ids.flatMap((id) => (writers.has(id) ? [[id, writers.get(id)] as const] : [])))),
        nothingToSee,
      );
    const ends = await insertTogether(items, { insertAll: writeAll, findWriters }, retry);
    return ends.map((end, index): ItemEnd<unknown> => {
      const item = items[index];
      if (end.kind !== 'done' || item === undefined) return end;
      // Only an effect that loses answers how it lost, and it changes nothing.
      return { kind: 'done', result: end.result === 'inserted' ? winningAnswer(item.call) : item.effect() };
    });
  }

  return { makeAlone, makeTogether };
}

function nothingToSee(): Promise<undefined> {
  return Promise.resolve(undefined);
}

function createRetries({ sleep }: VirtualTime, random: () => number): (name: string, effort: Effort) => Retry {
  const onRefusal = (): Promise<boolean> => Promise.resolve(false);
  return (name, effort) => (call, lookInto) => retryCall(name, { effort, random, sleep, onRefusal }, call, lookInto);
}
