import { createOrderEvents, type OrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { site } from '../../src/backend/notification-rules.ts';

const HOUR_MS = 3_600_000;

/** A site with the shipped rules, in memory, whose hourly job runs as its clock goes on. */
export interface Shop {
  readonly world: World;
  readonly handleOrderEvent: OrderEvents['handleOrderEvent'];
  /** Lets the time pass up to `ms`; a time that is over leaves the clock as it is. */
  passTimeUntil(ms: number): Promise<void>;
}

/** Opens a shop that has been listening for an hour at `openedAt`. */
export async function openShop(openedAt: number): Promise<Shop> {
  const world = emptyWorld(openedAt - HOUR_MS);
  const { handleOrderEvent, jobs } = createOrderEvents(createInMemoryPorts(world));
  let nextRunAt = world.now;

  async function passTimeUntil(ms: number): Promise<void> {
    for (; nextRunAt <= ms; nextRunAt += HOUR_MS) {
      world.now = Math.max(world.now, nextRunAt);
      await jobs.deliverDueNotifications(site);
    }
    world.now = Math.max(world.now, ms);
  }
  await passTimeUntil(openedAt);
  return { world, handleOrderEvent, passTimeUntil };
}
