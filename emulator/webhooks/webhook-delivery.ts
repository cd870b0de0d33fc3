import type { EmulatorClock } from '../clock/emulator-clock.ts';
import { createIdSource } from '../id-source.ts';
import { wixLimits } from '../wix-limits.ts';
import type { PostResult } from './post-webhook.ts';
import type { AppEvent, WebhookSigner } from './webhook-signer.ts';

/** How reliable Wix is. It documents that events may come twice and in any order, and neither how often nor how much. */
export interface DeliveryOptions {
  /** Which part of the events is delivered twice though the first delivery was acknowledged: 0, the default, to 1. */
  readonly duplicateShare?: number;
  /** By how much a delivery may be later than its event, at most; others overtake it. By default none is. */
  readonly maxDelayMs?: number;
  /** The same seed gives the same duplicates and delays. */
  readonly seed?: number;
  /** Wix does not say whether it signs again what it sends again, so that it expires later. `signed-anew` by default. */
  readonly resend?: 'signed-anew' | 'as-signed-first';
  /** Requests at the same time; one by default. */
  readonly concurrency?: number;
}

/** What a delivery needs from outside. */
export interface DeliveryDeps {
  readonly signer: WebhookSigner;
  /** Whoever owns it moves it. */
  readonly clock: Pick<EmulatorClock, 'now'>;
  /** Posts a signed webhook, as `postWebhook` does. */
  readonly post: (token: string) => Promise<PostResult>;
}

/** Wix's side of a webhook. */
export interface WebhookDelivery {
  /** An event happens, now. */
  send(event: AppEvent): void;
  /** When the next attempt is due, by the clock; `undefined` when nothing is left to do. */
  nextAt(): number | undefined;
  /** Makes the attempts that are due, in the order in which they fell due. */
  deliverDue(): Promise<void>;
  /** What came of each event so far, in the order in which they happened. */
  report(): readonly EventDelivery[];
}

/** What came of one event. */
export interface EventDelivery {
  readonly event: AppEvent;
  /** `acknowledged` once one attempt was answered 200; `given-up` when the last one was not. */
  readonly status: 'waiting' | 'acknowledged' | 'given-up';
  readonly attempts: readonly Attempt[];
}

/** One request about an event. */
export interface Attempt {
  /** By the clock, in milliseconds since 1970. */
  readonly at: number;
  /** Whether it belongs to the second delivery of an event that is delivered twice. */
  readonly isDuplicate: boolean;
  /** 0 for the first attempt of a delivery, then up to 12. */
  readonly resend: number;
  readonly result: PostResult;
}

interface Sent {
  readonly event: AppEvent;
  readonly deliveries: 1 | 2;
  readonly attempts: Attempt[];
}

interface DueAttempt extends Pick<Attempt, 'at' | 'isDuplicate' | 'resend'> {
  readonly sent: Sent;
  /** What was signed for the attempt before. */
  readonly token?: string;
}

/**
 * Delivers events as Wix does: an attempt that is not answered with 200 in time is made again by Wix's schedule, until the
 * twelfth. Time is the clock's, and moves only when its owner moves it.
 */
export function createWebhookDelivery(
  { duplicateShare = 0, maxDelayMs = 0, seed = 1, resend = 'signed-anew', concurrency = 1 }: DeliveryOptions,
  { signer, clock, post }: DeliveryDeps,
): WebhookDelivery {
  const { random } = createIdSource(seed);
  const all: Sent[] = [];
  /** The earliest one last. */
  const queue: DueAttempt[] = [];

  function enqueue(due: DueAttempt): void {
    let [low, high] = [0, queue.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((queue[middle]?.at ?? 0) > due.at) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, due);
  }

  function takeDue(): DueAttempt | undefined {
    const next = queue.at(-1);
    return next !== undefined && next.at <= clock.now() ? queue.pop() : undefined;
  }

  async function attempt({ sent, isDuplicate, resend: number, token: signedBefore }: DueAttempt): Promise<void> {
    const at = clock.now();
    const token =
      resend === 'as-signed-first' && signedBefore !== undefined ? signedBefore : signer.sign(sent.event, at);
    const result = await post(token);
    sent.attempts.push({ at, isDuplicate, resend: number, result });
    const waitMs = wixLimits.webhookResendAfterMs[number];
    if (isAcknowledged(result) || waitMs === undefined) return;
    enqueue({ sent, isDuplicate, resend: number + 1, at: at + waitMs, token });
  }

  async function work(): Promise<void> {
    for (let next = takeDue(); next !== undefined; next = takeDue()) await attempt(next);
  }

  return {
    send(event) {
      const sent: Sent = { event, deliveries: random() < duplicateShare ? 2 : 1, attempts: [] };
      all.push(sent);
      for (let delivery = 1; delivery <= sent.deliveries; delivery += 1) {
        const at = clock.now() + Math.round(random() * maxDelayMs);
        enqueue({ sent, isDuplicate: delivery === 2, resend: 0, at });
      }
    },
    nextAt: () => queue.at(-1)?.at,
    async deliverDue() {
      await Promise.all(Array.from({ length: concurrency }, work));
    },
    report: () => all.map((sent) => ({ event: sent.event, status: statusOf(sent), attempts: [...sent.attempts] })),
  };
}

/** Wix asks for 200, and says of no other answer that it will do. */
function isAcknowledged(result: PostResult): boolean {
  return result.kind === 'answered' && result.status === 200;
}

function statusOf({ deliveries, attempts }: Sent): EventDelivery['status'] {
  if (attempts.some(({ result }) => isAcknowledged(result))) return 'acknowledged';
  const ended = attempts.filter(({ resend }) => resend === wixLimits.webhookResendAfterMs.length);
  return ended.length === deliveries ? 'given-up' : 'waiting';
}
