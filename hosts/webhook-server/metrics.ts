import { Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { Verdict } from '../../src/backend/order-events/changes/change.ts';
import type { InboxCount } from '../sql/inbox.ts';
import type { NotificationStatus } from '../../src/backend/order-events/ports/notifications.ts';

/** Result of receiving a webhook, as answered and counted. */
export type Reception = 'kept' | 'known' | 'unknown-type' | 'refused' | 'unreadable' | 'not-kept' | 'removed';

/** Counters of a worker. */
export interface WorkMetrics {
  /** Counts an event by its verdict, or by the way in which handling it failed. */
  countEvent(result: Verdict | 'failed' | 'postponed' | 'dead'): void;
  /** Counts a notification by its status after its event was handled. */
  countNotification(status: NotificationStatus): void;
}

/** Metrics for Prometheus, without tenant labels: a shop's turnover is confidential. */
export interface ServerMetrics extends WorkMetrics {
  readonly contentType: string;
  /** Counts a webhook and records the duration of the answer. */
  count(result: Reception, durationMs: number): void;
  /** Formats the metrics in Prometheus' text format. */
  print(): Promise<string>;
}

/** Upper bounds in seconds; Wix waits for 1.25. */
const answerBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.25, 2.5];
const MS = 1000;

/** Creates the metrics of a server. */
export function createMetrics(countWaiting: () => Promise<InboxCount>, now: () => number): ServerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const webhooks = new Counter({
    name: 'order_events_webhooks_total',
    help: 'Webhooks received, by result',
    labelNames: ['result'],
    registers,
  });
  const answers = new Histogram({
    name: 'order_events_webhook_answer_seconds',
    help: 'Time to answer a webhook; Wix waits for 1.25 s',
    buckets: answerBuckets,
    registers,
  });
  const events = new Counter({
    name: 'order_events_handled_total',
    help: 'Events handled, by result',
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
  const waiting = gauge('waiting', 'Webhooks waiting to be handled');
  const dead = gauge('dead', 'Dead webhooks, for the operator to inspect');
  const oldest = gauge('oldest_seconds', 'Age of the oldest waiting webhook');
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
