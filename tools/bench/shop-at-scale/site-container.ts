import type { PortCall } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import { OrderEventsError } from '../../../src/backend/order-events/order-events-error.ts';
import {
  insertTogether,
  readLimits,
  readTogether,
  saveTogether,
  smallReadLimits,
  writeLimits,
  type Retry,
} from '../../../src/backend/order-events/wix/bulk-calls.ts';
import {
  gatherCalls,
  type CallKind,
  type Gate,
  type ItemEnd,
} from '../../../src/backend/order-events/wix/gather-calls.ts';
import { retryCall } from '../../../src/backend/order-events/wix/retry-call.ts';
import { createSiteLoad } from '../../../src/backend/order-events/wix/site-load.ts';
import type { Effort } from '../../../src/backend/order-events/wix/waits.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { CallEnd, WixSide } from './wix-side.ts';

/** A port call of a handler or job. */
export interface SiteCall {
  readonly call: PortCall;
  readonly effort: Effort;
  readonly effect: () => unknown;
}

/** A container of a site: the handlers in it share their calls, and stop with it. */
export interface SiteContainer {
  /** Makes a port call; never resolves once the container has stopped. */
  make(call: SiteCall): Promise<unknown>;
  readonly isStopped: () => boolean;
  /** Calls `onStop` when the container stops; returns what cancels that. */
  whenStopped(onStop: () => void): () => void;
  stop(): void;
}

/** State that the containers of a site share. */
export interface ContainerWorld {
  readonly time: VirtualTime;
  readonly wix: WixSide;
  readonly random: () => number;
  /** Tokens of the writers of inserted rows, by id. */
  readonly writers: Map<string, string>;
}

/** Port calls that go together, as those of the stores on Wix Data do. */
const kinds: Partial<Record<PortCall['name'], 'insert' | 'save' | 'read'>> = {
  'projections.read': 'read',
  'projections.save': 'insert',
  'notifications.insert': 'insert',
  'notifications.read': 'read',
  'notifications.save': 'save',
  'notifications.noteSent': 'save',
  'claims.claim': 'insert',
  'erasures.find': 'read',
  'unhandled.keep': 'save',
};

/** As in `wix/call-data.ts`. */
const PATIENCE_MS = 10_000;

interface SharedCall extends SiteCall {
  readonly id: string;
  readonly writer: string;
}

/** Starts a container. With `isSharing` set to `false`, each call goes alone. */
export function startContainer({ time, wix, random, writers }: ContainerWorld, isSharing: boolean): SiteContainer {
  const load = createSiteLoad(time.now);
  const gathered = new Map<string, (item: SharedCall) => Promise<unknown>>();
  const watchers = new Set<() => void>();
  let [isStopped, calls] = [false, 0];
  const token = String(random());

  const gate: Gate = {
    enter: load.enter,
    pause(isFull) {
      load.noteCall();
      const pauseMs = isFull ? 0 : load.pauseMs();
      return pauseMs === 0 ? undefined : time.sleep(pauseMs);
    },
    watch(letGo) {
      let isWatching = true;
      time.at(time.now() + PATIENCE_MS, () => {
        if (isWatching) letGo();
      });
      return () => {
        isWatching = false;
      };
    },
  };

  /** Makes one Wix call, and rejects with Wix's code. */
  async function callWix<Result>(effect: () => Result): Promise<Result> {
    const end: CallEnd<Result> = await wix.data(effect);
    if (isStopped) await new Promise(() => undefined);
    if (end.kind === 'answered') return end.value;
    if (end.kind === 'over-quota') load.noteRefused();
    throw Object.assign(new Error(end.kind), { code: end.kind === 'over-quota' ? 'WDE0014' : 'WDE0028' });
  }

  function retryOf(name: string, effort: Effort): Retry {
    const onRefusal = (): Promise<boolean> => Promise.resolve(false);
    return (call, lookInto) => retryCall(name, { effort, random, sleep: time.sleep, onRefusal }, call, lookInto);
  }

  function takeEffect({ id, writer, call, effect }: SharedCall): unknown {
    const answer = effect();
    if (isWon(call, answer)) writers.set(id, writer);
    return answer;
  }

  async function makeAlone(item: SharedCall): Promise<unknown> {
    const { call, effort } = item;
    const answer = await retryOf(call.name, effort)(
      () => callWix(() => takeEffect(item)),
      () => Promise.resolve(undefined),
    );
    // An insert that took effect without an answer is recognized by its token.
    return writers.get(item.id) === item.writer ? winningAnswer(call) : answer;
  }

  /** Each item of a bulk call that is under way when its container stops may or may not take effect. */
  function takeEffects(items: readonly SharedCall[]): unknown {
    const named = items.filter((item) => {
      if (isStopped && random() < 0.5) return false;
      const answer = takeEffect(item);
      return kinds[item.call.name] === 'save' || isWon(item.call, answer);
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
        retry(
          () => callWix(() => items.map((item) => item.effect())),
          () => Promise.resolve(undefined),
        );
      return await readTogether(items, readAll, (found, item) => found[items.indexOf(item)]);
    }
    const writeAll = (): Promise<unknown> => callWix(() => takeEffects(items));
    if (kind === 'save') return await saveTogether(items, ({ id }) => id, writeAll, retry);
    const findWriters = (ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> =>
      retry(
        () => callWix(() => new Map(ids.flatMap((id) => (writers.has(id) ? [[id, writers.get(id)] as const] : [])))),
        () => Promise.resolve(undefined),
      );
    const ends = await insertTogether(items, { insertAll: writeAll, findWriters }, retry);
    return ends.map((end, index): ItemEnd<unknown> => {
      const item = items[index];
      if (end.kind !== 'done' || item === undefined) return end;
      // Only an effect that loses answers how it lost, and it changes nothing.
      return { kind: 'done', result: end.result === 'inserted' ? winningAnswer(item.call) : item.effect() };
    });
  }

  function gathererOf({ call, effort }: SiteCall): (item: SharedCall) => Promise<unknown> {
    const name = `${call.name} ${effort}`;
    const known = gathered.get(name);
    if (known !== undefined) return known;
    const isRead = kinds[call.name] === 'read';
    const kind: CallKind<SharedCall, unknown> = {
      alone: makeAlone,
      together: makeTogether,
      ...(call.name === 'erasures.find' ? smallReadLimits : isRead ? readLimits : writeLimits),
      ...(isRead
        ? { sizeOf: idsRead }
        : { idOf: ({ id }) => id, sizeOf: (item) => JSON.stringify(item.call.args).length }),
    };
    const gather = gatherCalls(kind, gate);
    gathered.set(name, gather);
    return gather;
  }

  return {
    async make(siteCall) {
      const item = { ...siteCall, id: idOf(siteCall.call), writer: `${token}/${String((calls += 1))}` };
      const isShared = isSharing && kinds[siteCall.call.name] !== undefined;
      try {
        return await (isShared ? gathererOf(siteCall)(item) : makeAlone(item));
      } catch (error) {
        if (error instanceof OrderEventsError) throw error;
        throw new OrderEventsError('store-failed', `A simulated call failed: ${siteCall.call.name}`, error);
      }
    },
    isStopped: () => isStopped,
    whenStopped(onStop) {
      watchers.add(onStop);
      return () => void watchers.delete(onStop);
    },
    stop() {
      isStopped = true;
      for (const onStop of watchers) onStop();
      watchers.clear();
    },
  };
}

function idsRead({ call }: SharedCall): number {
  return call.name === 'erasures.find' ? call.args[0].length : 1;
}

/** Answers to inserts that win. */
const winning: Partial<Record<PortCall['name'], unknown>> = {
  'notifications.insert': 'inserted',
  'claims.claim': { kind: 'claimed' },
  'projections.save': 'saved',
};

function winningAnswer({ name }: PortCall): unknown {
  return winning[name];
}

function isWon({ name }: PortCall, answer: unknown): boolean {
  return winning[name] !== undefined && JSON.stringify(answer) === JSON.stringify(winning[name]);
}

/** Returns the id of the row that a call writes. */
function idOf(call: PortCall): string {
  if (call.name === 'projections.save') {
    const [{ product, orderId }, revision] = call.args;
    return `${product}/${orderId}#${String(revision + 1)}`;
  }
  if (call.name === 'claims.claim') return `${call.args[0]}#${String(call.args[1])}`;
  if (call.name === 'unhandled.keep') return call.args[0].id;
  const isWrite =
    call.name === 'notifications.insert' ||
    call.name === 'notifications.save' ||
    call.name === 'notifications.noteSent';
  return isWrite ? call.args[0].key : '';
}
