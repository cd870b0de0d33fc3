import { setTimeout as wait } from 'node:timers/promises';

import { postWebhook } from '../../../emulator/webhooks/post-webhook.ts';
import { createWebhookDelivery, type EventDelivery } from '../../../emulator/webhooks/webhook-delivery.ts';
import type { WebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import { createShopOrders } from '../../workbench/server-process/shop-order-webhooks.ts';
import { rootDir } from '../root-dir.ts';
import { tenantsOf, type LoadSettings } from './load-settings.ts';

/** Target of a load. */
export interface LoadTarget {
  readonly signer: WebhookSigner;
  /** Returns the URL for the next webhook. */
  readonly nextUrl: () => string;
  /** Called from time to time with the share of orders placed, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Load in progress. */
export interface RunningLoad {
  /** Lets Wix's clock skip to the next attempt whenever nothing else is left to do; otherwise it runs in real time. */
  hurry(): void;
  /** Resolves when Wix has resent a webhook `times` times, or has nothing left to send. */
  untilResend(times: number): Promise<void>;
  /** Result of each webhook, after every one was acknowledged or given up. */
  readonly ended: Promise<readonly EventDelivery[]>;
}

const TICK_MS = 4;
const LOOK_MS = 100;

/**
 * Starts to send the webhooks of the orders like Wix: in real time, each at its scheduled time whatever happens to the others, so that a
 * slow server does not slow down its load. Webhooks that are not acknowledged are resent on Wix's schedule, whose clock can be accelerated.
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
      // Not awaited: a slow delivery must not delay the others.
      void delivery.deliverDue();
      const nextAt = delivery.nextAt();
      if (isHurried && next.done === true && inFlight === 0 && nextAt !== undefined && nextAt > now()) {
        aheadMs += nextAt - now();
      } else await wait(TICK_MS);
    }
    return delivery.report();
  }

  /** Yields webhooks by time: the fourth of an order comes seconds after the first of other orders. */
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
