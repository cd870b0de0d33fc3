import { deliverAll } from '../../src/backend/order-events/delivery/deliver-due.ts';
import { LEASE_MS } from '../../src/backend/order-events/ports/attempt-claims.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { copyWorld, emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import { runStep } from '../../tools/explore/run-step.ts';
import type { Process } from '../../tools/explore/running-process.ts';
import { MINUTE, noon } from '../ports/sample-rows.ts';

/** A world at noon that holds these notifications. */
export function worldWith(notifications: readonly Notification[]): World {
  const world = emptyWorld(noon);
  for (const notification of notifications) world.notifications.set(notification.key, notification);
  return world;
}

/** How many emails were sent, and which statuses were left, once two works at once and then the job have come to rest. */
export interface Rest {
  readonly emails: number;
  readonly statuses: readonly string[];
}

/** Every rest that two works at once can come to, under every schedule, each once. */
export async function restsOf(world: World, works: readonly Process['start'][]): Promise<readonly Rest[]> {
  const containers = works.map((start, index) => {
    const name = `work ${String(index)}`;
    return { name, members: [{ name, start }] };
  });
  const { ends } = await runStep(world, containers, false);
  const rests = new Map<string, Rest>();
  for (const end of ends) {
    const after = copyWorld(end.world);
    for (let hour = 0; hour < 3; hour += 1) {
      after.now += LEASE_MS + MINUTE;
      await deliverAll(after.now + MINUTE, 1, createInMemoryPorts(after));
    }
    const rest = {
      emails: after.emails.length,
      statuses: [...after.notifications.values()].map(({ status }) => status),
    };
    rests.set(JSON.stringify(rest), rest);
  }
  return [...rests.values()];
}
