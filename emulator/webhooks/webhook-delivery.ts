import type { EmulatorClock } from '../clock/emulator-clock.ts';
import { createIdSource } from '../id-source.ts';
import { wixLimits } from '../wix-limits.ts';
import type { PostResult } from './post-webhook.ts';
import type { AppEvent, WebhookSigner } from './webhook-signer.ts';

/** Reliability of the delivery. Wix documents that events may be repeated and reordered, but not how often or by how much. */
export interface DeliveryOptions {
  /** Share of events that are delivered twice although the first delivery was acknowledged, from 0 (the default) to 1. */
  readonly duplicateShare?: number;
  /** Maximum delay of a delivery, in milliseconds; later events may overtake it (default: 0). */
  readonly maxDelayMs?: number;
  /** Equal seeds give equal duplicates and delays. */
  readonly seed?: number;
  /** Wix does not document whether it signs a resent webhook again, which extends its validity (default: `signed-anew`). */
  readonly resend?: 'signed-anew' | 'as-signed-first';
  /** Number of parallel requests (default: 1). */
  readonly concurrency?: number;
}

/** Dependencies of the delivery. */
export interface DeliveryDeps {
  readonly signer: WebhookSigner;
  /** The clock, moved by its owner. */
  readonly clock: Pick<EmulatorClock, 'now'>;
  /** Posts a signed webhook, as `postWebhook` does. */
  readonly post: (token: string) => Promise<PostResult>;
}

/** Wix's side of a webhook. */
export interface WebhookDelivery {
  /** Queues an event that happens now. */
  send(event: AppEvent): void;
  /** Time of the next attempt, on the clock; `undefined` if there is none. */
  nextAt(): number | undefined;
  /** Creates the due attempts, in the order in which they became due. */
  deliverDue(): Promise<void>;
  /** Returns the deliveries of each event so far, in the order of the events. */
  report(): readonly EventDelivery[];
}

/** Delivery of one event. */
export interface EventDelivery {
  readonly event: AppEvent;
  /** `acknowledged` if an attempt was answered with 200; `given-up` if the last attempt was not. */
  readonly status: 'waiting' | 'acknowledged' | 'given-up';
  readonly attempts: readonly Attempt[];
}

/** One request to deliver an event. */
export interface Attempt {
  /** Time on the clock, in milliseconds since 1970. */
  readonly at: number;
  /** `true` if it belongs to the second delivery of an event that is delivered twice. */
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
  /** The token of the previous attempt. */
  readonly token?: string;
}

/**
 * Creates a delivery that works as Wix does: an attempt not answered with 200 in time is repeated by Wix's schedule, up to twelve times.
 * The time is the clock's, which only its owner moves.
 */
export function createWebhookDelivery(
  { duplicateShare = 0, maxDelayMs = 0, seed = 1, resend = 'signed-anew', concurrency = 1 }: DeliveryOptions,
  { signer, clock, post }: DeliveryDeps,
): WebhookDelivery {
  const { random } = createIdSource(seed);
  const all: Sent[] = [];
  /** Due attempts, the earliest last. */
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

/** Wix asks for 200 and documents no other status as an acknowledgement. */
function isAcknowledged(result: PostResult): boolean {
  return result.kind === 'answered' && result.status === 200;
}

function statusOf({ deliveries, attempts }: Sent): EventDelivery['status'] {
  if (attempts.some(({ result }) => isAcknowledged(result))) return 'acknowledged';
  const ended = attempts.filter(({ resend }) => resend === wixLimits.webhookResendAfterMs.length);
  return ended.length === deliveries ? 'given-up' : 'waiting';
}
