import type { PortCall } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import { OrderEventsError } from '../../../src/backend/order-events/order-events-error.ts';
import { readLimits, smallReadLimits, writeLimits } from '../../../src/backend/order-events/wix/bulk-calls.ts';
import { gatherCalls, type CallKind, type Gate } from '../../../src/backend/order-events/wix/gather-calls.ts';
import { createSiteLoad, type SiteLoad } from '../../../src/backend/order-events/wix/site-load.ts';
import { createContainerCalls, kinds, type ContainerWorld, type SharedCall, type SiteCall } from './container-calls.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A container of a site: the handlers in it share their calls, and stop with it. */
export interface SiteContainer {
  /** Makes a port call; never resolves once the container has stopped. */
  make(call: SiteCall): Promise<unknown>;
  readonly isStopped: () => boolean;
  /** Calls `onStop` when the container stops; returns what cancels that. */
  whenStopped(onStop: () => void): () => void;
  stop(): void;
}

/** As in `wix/call-data.ts`. */
const PATIENCE_MS = 10_000;

/** Starts a container. With `isSharing` set to `false`, each call goes alone. */
export function startContainer(world: ContainerWorld, isSharing: boolean): SiteContainer {
  const load = createSiteLoad(world.time.now);
  const gathered = new Map<string, (item: SharedCall) => Promise<unknown>>();
  const watchers = new Set<() => void>();
  let [isStopped, calls] = [false, 0];
  const token = String(world.random());
  const gate = gateOf(load, world.time);
  const { makeAlone, makeTogether } = createContainerCalls(world, load, () => isStopped);

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
        ? { partsOf: idsRead }
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

function gateOf(load: SiteLoad, time: VirtualTime): Gate {
  return {
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
}

function idsRead({ call, writer }: SharedCall): readonly string[] {
  return call.name === 'erasures.find' ? call.args[0] : [writer];
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
