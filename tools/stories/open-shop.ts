import { createOrderEvents, type OrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { site } from '../../src/backend/notification-rules.ts';

const HOUR_MS = 3_600_000;

/** In-memory site with the shipped rules; its hourly job runs as its clock advances. */
export interface Shop {
  readonly world: World;
  readonly handleOrderEvent: OrderEvents['handleOrderEvent'];
  /** Advances the clock to `ms`; a time in the past leaves it unchanged. */
  passTimeUntil(ms: number): Promise<void>;
}

/** Opens a shop that has been receiving events for an hour at `openedAt`. */
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
