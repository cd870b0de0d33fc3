import { setTimeout as wait } from 'node:timers/promises';

import { postWebhook } from '../../../emulator/webhooks/post-webhook.ts';
import { createWebhookDelivery, type EventDelivery } from '../../../emulator/webhooks/webhook-delivery.ts';
import type { WebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import { createShopOrders } from '../../workbench/server-process/shop-order-webhooks.ts';
import { rootDir } from '../root-dir.ts';
import { tenantsOf, type LoadSettings } from './load-settings.ts';

/** Where a load goes. */
export interface LoadTarget {
  readonly signer: WebhookSigner;
  /** Where the next webhook goes. */
  readonly nextUrl: () => string;
  /** Called now and then with the part of the orders that were placed, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** What can be done to a load while it goes on. */
export interface RunningLoad {
  /** Lets Wix's clock go on to the next attempt as soon as nothing else is to be done; by itself it does not. */
  hurry(): void;
  /** Resolves when Wix has sent something for so many times again, or has nothing left to send. */
  untilResend(times: number): Promise<void>;
  /** What came of each webhook, when every one was acknowledged or given up. */
  readonly ended: Promise<readonly EventDelivery[]>;
}

const TICK_MS = 4;
const LOOK_MS = 100;

/**
 * Starts to send the webhooks of so many orders as Wix does: in real time, each at its moment whatever became of the others, so that a
 * slow server does not slow its load. What is not acknowledged comes again by Wix's schedule, whose clock can be hurried.
 */
export function startLoad(settings: LoadSettings, { signer, nextUrl, onProgress }: LoadTarget): RunningLoad {
  const { orders, minutes, duplicateShare, maxDelayMs, seed } = settings;
  const [webhooksOf, tenants] = [createShopOrders(rootDir), tenantsOf(settings)];
  const startsAt = Date.now() + 100;
  let aheadMs = 0;
  let isHurried = false;
  let inFlight = 0;
  const now = (): number => Date.now() + aheadMs;
  const delivery = createWebhookDelivery(
    { duplicateShare, maxDelayMs, seed },
    {
      signer,
      clock: { now },
      async post(token) {
        inFlight += 1;
        try {
          return await postWebhook(nextUrl(), token);
        } finally {
          inFlight -= 1;
        }
      },
    },
  );

  async function drive(): Promise<readonly EventDelivery[]> {
    const upcoming = later();
    let next = upcoming.next();
    while (next.done !== true || delivery.nextAt() !== undefined || inFlight > 0) {
      for (; next.done !== true && next.value.at <= Date.now(); next = upcoming.next()) {
        onProgress?.(next.value.share);
        delivery.send(next.value.event);
      }
      // Not awaited: what takes long holds up nothing else.
      void delivery.deliverDue();
      const nextAt = delivery.nextAt();
      if (isHurried && next.done === true && inFlight === 0 && nextAt !== undefined && nextAt > now()) {
        aheadMs += nextAt - now();
      } else await wait(TICK_MS);
    }
    return delivery.report();
  }

  /** By when they happen: the fourth of an order comes seconds after the first one of others. */
  function* later(): Generator<ReturnType<typeof webhooksOf>[number] & { readonly share: number }> {
    let waiting: (ReturnType<typeof webhooksOf>[number] & { readonly share: number })[] = [];
    for (let number = 0; number < orders; number += 1) {
      const at = startsAt + Math.floor((number * minutes * 60_000) / orders);
      const due = waiting.filter((each) => each.at <= at);
      waiting = waiting.filter((each) => each.at > at);
      yield* due;
      const share = number / orders;
      const own = webhooksOf({ number, instanceId: tenants[number % tenants.length] ?? '', at });
      waiting.push(...own.map((each) => ({ ...each, share })));
      waiting.sort((left, right) => left.at - right.at);
    }
    yield* waiting;
  }

  const ended = drive();
  return {
    hurry: () => void (isHurried = true),
    async untilResend(times) {
      const isOver = ended.then(() => true);
      const hasCome = (): boolean => delivery.report().some(({ attempts }) => (attempts.at(-1)?.resend ?? 0) >= times);
      while (!hasCome() && !(await Promise.race([isOver, wait(LOOK_MS, false)])));
    },
    ended,
  };
}
