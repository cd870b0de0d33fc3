import { Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { Verdict } from '../../src/backend/order-events/changes/change.ts';
import type { InboxCount } from '../sql/inbox.ts';
import type { NotificationStatus } from '../../src/backend/order-events/ports/notifications.ts';

/** What became of a webhook, as it is answered and counted. */
export type Reception = 'kept' | 'known' | 'unknown-type' | 'refused' | 'unreadable' | 'not-kept' | 'removed';

/** What a worker counts. */
export interface WorkMetrics {
  /** Counts an event by what came of it: its verdict, or how it failed. */
  countEvent(result: Verdict | 'failed' | 'postponed' | 'dead'): void;
  /** Counts a notification by its status when its event was handled. */
  countNotification(status: NotificationStatus): void;
}

/** What the server counts, for Prometheus. Nothing is counted by tenant: a shop's trade is its own. */
export interface ServerMetrics extends WorkMetrics {
  readonly contentType: string;
  /** Counts a webhook, and how long its answer took. */
  count(result: Reception, durationMs: number): void;
  /** As the text that Prometheus reads. */
  print(): Promise<string>;
}

/** Seconds; Wix waits for 1.25. */
const answerBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.25, 2.5];
const MS = 1000;

/** Creates the metrics of one server. */
export function createMetrics(countWaiting: () => Promise<InboxCount>, now: () => number): ServerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const webhooks = new Counter({
    name: 'order_events_webhooks_total',
    help: 'Webhooks received, by what became of them',
    labelNames: ['result'],
    registers,
  });
  const answers = new Histogram({
    name: 'order_events_webhook_answer_seconds',
    help: 'How long an answer took; Wix waits for 1.25 s',
    buckets: answerBuckets,
    registers,
  });
  const events = new Counter({
    name: 'order_events_handled_total',
    help: 'Events handled, by what came of them',
    labelNames: ['result'],
    registers,
  });
  const notifications = new Counter({
    name: 'order_events_notifications_total',
    help: 'Notifications written, by their status after the first attempt',
    labelNames: ['status'],
    registers,
  });
  const gauge = (name: string, help: string) => new Gauge({ name: `order_events_inbox_${name}`, help, registers });
  const waiting = gauge('waiting', 'Webhooks that wait to be handled');
  const dead = gauge('dead', 'Webhooks that were given up, for the owner to look at');
  const oldest = gauge('oldest_seconds', 'How long the oldest waiting webhook has been waiting');
  return {
    contentType: registry.contentType,
    count(result, durationMs) {
      webhooks.inc({ result });
      answers.observe(durationMs / MS);
    },
    countEvent(result) {
      events.inc({ result });
    },
    countNotification(status) {
      notifications.inc({ status });
    },
    async print() {
      const count = await countWaiting();
      waiting.set(count.waiting);
      dead.set(count.dead);
      oldest.set(count.oldestAt === undefined ? 0 : (now() - count.oldestAt) / MS);
      return await registry.metrics();
    },
  };
}
