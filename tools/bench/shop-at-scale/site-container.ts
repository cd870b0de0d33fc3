import { OrderEventsError } from '../../../src/backend/order-events/order-events-error.ts';
import { readLimits, smallReadLimits, writeLimits } from '../../../src/backend/order-events/wix/bulk-calls.ts';
import { gatherCalls, type CallKind } from '../../../src/backend/order-events/wix/gather-calls.ts';
import { createLoadGate, type Timers } from '../../../src/backend/order-events/wix/load-gate.ts';
import { createSiteLoad } from '../../../src/backend/order-events/wix/site-load.ts';
import { rowIdOf } from '../../workbench/port-calls/gathered-calls.ts';
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

/** Starts a container. With `isSharing` set to `false`, each call goes alone. */
export function startContainer(world: ContainerWorld, isSharing: boolean): SiteContainer {
  const load = createSiteLoad(world.time.now);
  const gathered = new Map<string, (item: SharedCall) => Promise<unknown>>();
  const watchers = new Set<() => void>();
  let [isStopped, calls] = [false, 0];
  const token = String(world.random());
  const gate = createLoadGate(load, timersOf(world.time));
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
      const item = { ...siteCall, id: rowIdOf(siteCall.call), writer: `${token}/${String((calls += 1))}` };
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

function timersOf({ now, at, sleep }: VirtualTime): Timers {
  return {
    sleep,
    after(waitMs, act) {
      let isCanceled = false;
      at(now() + waitMs, () => {
        if (!isCanceled) act();
      });
      return () => {
        isCanceled = true;
      };
    },
  };
}

function idsRead({ call, writer }: SharedCall): readonly string[] {
  return call.name === 'erasures.find' ? call.args[0] : [writer];
}
