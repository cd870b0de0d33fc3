import { join } from 'node:path';

import { readThrownError } from '../../../emulator/calls/thrown-error.ts';
import { createEmulatorClock, type EmulatorClock } from '../../../emulator/clock/emulator-clock.ts';
import type { InvocationResult } from '../../../emulator/invocation.ts';
import { wixLimits } from '../../../emulator/wix-limits.ts';
import { loadRuleFile } from '../../../hosts/webhook-server/rule-file.ts';
import { chosenBy } from '../../../src/backend/order-events/channels/channels.ts';
import { createOrderEvents, type OrderEvents } from '../../../src/backend/order-events/create-order-events.ts';
import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { createInMemoryPorts, type PortCall } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../../src/backend/order-events/order-events-error.ts';
import type { Notifications } from '../../../src/backend/order-events/ports/notifications.ts';
import { modelOf } from '../../../src/backend/order-events/products/product-models.ts';
import type { SiteRules } from '../../../src/backend/order-events/rules/site-rules.ts';
import { createDigest } from '../../../src/backend/order-events/values/create-digest.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { itemOfProjection } from '../../../src/backend/order-events/wix/projection-item.ts';
import { CliError } from '../cli-error.ts';
import { createClockSteering, moveClock, startOfClock, type ClockSetting } from '../local-site/clock-setting.ts';
import { reportRun } from '../local-site/event-report.ts';
import { readEventTime } from '../local-site/event-time.ts';
import type { EventTarget } from '../local-site/fire-event.ts';
import { DEVELOPMENT_KEY } from '../local-site/local-site.ts';
import { ownFileIn } from '../local-site/own-file.ts';
import { messageOf } from '../message-of.ts';
import { indexNotifications } from './notification-index.ts';

/** Channels that succeed without anything outside; what becomes of the others depends on the site and the network. */
const channelsHere: ReadonlySet<string> = new Set(['triggeredEmail', 'notifyOwner']);

/** Tickets or line items from which an order may be too large to store. */
const MANY_PARTS = 500;

/**
 * Creates a target that handles events by the core over stores in memory, with the rules of the built site at `root`: much faster than the
 * local site, with the same verdicts and messages. Its reports count no Wix calls. Throws CliError if a rule needs the local site.
 */
export function createCoreTarget({
  root,
  clock: setting,
  latestMs,
}: {
  readonly root: string;
  readonly clock: ClockSetting;
  /** Event times after this do not move the clock. */
  readonly latestMs: number;
}): EventTarget {
  const site = rulesOf(root);
  const steer = createClockSteering(setting);
  let core: Core | undefined;

  return {
    seen: { calls: new Set(), outcomes: new Set(), isCrashed: false },
    async fire({ handler, event }) {
      const toldMs = readEventTime(event);
      const eventMs = toldMs !== undefined && toldMs <= latestMs ? toldMs : undefined;
      core ??= openCore(startOfClock(setting, eventMs));
      const { clock, world, orderEvents } = core;
      moveClock(clock, steer(eventMs));
      world.now = clock.now();
      const result = await resultOf(orderEvents.handleOrderEvent(handler as HandlerName, event, site));
      // What another channel than email tells has the key of its notification.
      const sent = world.emails.splice(0).filter(({ key }) => key === undefined);
      const emails = sent.map((email) => ({ ...email, variables: { ...email.variables }, seq: 0, at: world.now }));
      return reportRun(handler, { result, emails, calls: [], logs: [] });
    },
    commit: () => undefined,
    now: async () => core?.clock.now(),
    emulator: () => undefined,
    close: () => Promise.resolve(),
  };
}

interface Core {
  readonly clock: EmulatorClock;
  readonly world: World;
  readonly orderEvents: OrderEvents;
}

function openCore(startAt: number): Core {
  const clock = createEmulatorClock(startAt, () => undefined);
  const world = emptyWorld(startAt);
  const digest = createDigest(DEVELOPMENT_KEY);
  const index = indexNotifications(world.notifications);
  const ports = createInMemoryPorts(world, async (call, effect) => {
    refuseTooLarge(call);
    return index.around(call, effect);
  });
  /** Returns the notifications port over some rows only, because the world would look through all. */
  function over(rows: World['notifications']): Notifications {
    return createInMemoryPorts({ ...world, notifications: rows }).notifications;
  }
  const due = over(index.pending);
  // Copies of what events call: a port makes its methods anew whenever they are read.
  const orderEvents = createOrderEvents({
    projections: { ...ports.projections },
    notifications: {
      ...ports.notifications,
      listDue: due.listDue,
      count: (filter) => over(index.rowsFor(filter)).count(filter),
    },
    claims: { ...ports.claims },
    unhandled: ports.unhandled,
    jobStates: { ...ports.jobStates },
    recorded: ports.recorded,
    erasures: { ...ports.erasures },
    channels: { ...ports.channels },
    now: clock.now,
    random: ports.random,
    loadDigest: () => Promise.resolve(digest),
    findCaller: ports.findCaller,
    log: ports.log,
  });
  return { clock, world, orderEvents };
}

/** Refuses what Wix Data refuses. */
function refuseTooLarge(call: PortCall): void {
  if (call.name !== 'projections.save') return;
  const [projection, revision, now] = call.args;
  const { sizeLimit } = modelOf(projection.product);
  if (!projection.timeline.some(({ snapshot }) => Number(sizeLimit?.countParts(snapshot)) > MANY_PARTS)) return;
  const bytes = Buffer.byteLength(JSON.stringify(itemOfProjection(projection, revision, now)));
  if (bytes > wixLimits.itemSizeBytes) throw new OrderEventsError('item-too-large', 'No item can hold it', undefined);
}

async function resultOf(handling: Promise<unknown>): Promise<InvocationResult> {
  try {
    return { kind: 'returned', value: await handling };
  } catch (error) {
    return { kind: 'threw', error: readThrownError(error) };
  }
}

/** Loads the rules of a built site; throws CliError if they cannot be loaded or followed without the local site. */
function rulesOf(root: string): SiteRules {
  const file = join(root, 'src/backend', ownFileIn(root, 'notification-rules.js'));
  let site: SiteRules;
  try {
    site = loadRuleFile(file, root, join('backend', ownFileIn(root, 'order-events.js')));
  } catch (cause) {
    throw new CliError('site-not-ready', `${messageOf(cause)}. Replay without --core.`, { exitCode: 1, cause });
  }
  const rules: readonly unknown[] = site.rules;
  for (const rule of rules.filter(isJsonObject)) {
    const channel = chosenBy(rule).find((name) => !channelsHere.has(name));
    if (channel === undefined) continue;
    const message = `The rule ${String(rule['id'])} sends by ${channel}, which only the local Wix can try. Replay without --core.`;
    throw new CliError('wrong-arguments', message);
  }
  return site;
}
