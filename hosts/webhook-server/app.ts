import type { KeyObject } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { failureOf } from '../../src/backend/order-events/order-events-error.ts';
import { meaningOf } from './event-types.ts';
import type { ServerLog } from './log.ts';
import type { Delivery } from './delivery.ts';
import type { Reception, ServerMetrics } from './metrics.ts';
import type { Watch } from './watch.ts';
import { verifyWebhook } from './verify-webhook.ts';

/** Dependencies of the webhook endpoint. */
export interface AppDeps {
  readonly key: KeyObject;
  /** `true` if the process accepts webhooks; one that only handles events answers health and metrics requests only. */
  readonly receives: boolean;
  /** Stores a webhook durably; rejects if it cannot. `known`: it is already stored. `removed`: the site no longer has the app. */
  readonly keep: (delivery: Delivery) => Promise<'kept' | 'known' | 'removed'>;
  /** `true` if the store answers and the server is not stopping. */
  readonly isReady: () => Promise<boolean>;
  readonly metrics: ServerMetrics;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Receives codes and keys only, no personal data. */
  readonly log: ServerLog;
  readonly watch?: Watch | undefined;
}

/** Wix documents no limit; an order with 3,000 tickets is 4 MB. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * Creates the webhook endpoint: it verifies, stores and answers within the 1,250 ms that Wix waits. No event is handled inside a request.
 * After a `503`, Wix sends the webhook again, up to twelve times in 48 hours:
 * https://dev.wix.com/docs/rest/articles/getting-started/webhooks
 */
export function createWebhookApp(deps: AppDeps): Hono {
  const { metrics, now, isReady } = deps;
  const app = new Hono();
  app.get('/health/live', (context) => context.text('live'));
  app.get('/health/ready', async (context) =>
    (await isReady()) ? context.text('ready') : context.text('not ready', 503),
  );
  app.get('/metrics', async (context) =>
    context.body(await metrics.print(), 200, { 'content-type': metrics.contentType }),
  );
  if (!deps.receives) return app;
  app.post('/webhooks', bodyLimit({ maxSize: MAX_BODY_BYTES }), async (context) => {
    const startedAt = now();
    const { status, result } = await receive(await context.req.text(), startedAt, deps);
    metrics.count(result, now() - startedAt);
    return context.text(result, status);
  });
  return app;
}

interface Answer {
  readonly status: 200 | 400 | 401 | 503;
  readonly result: Reception;
}

async function receive(body: string, receivedAt: number, deps: AppDeps): Promise<Answer> {
  const { key, log, watch } = deps;
  const verified = await verifyWebhook(body, key, receivedAt);
  if (verified.kind === 'refused') {
    const { reason } = verified;
    log('webhook refused', { reason, length: body.length });
    return reason === 'no-event' ? { status: 400, result: 'unreadable' } : { status: 401, result: 'refused' };
  }
  const webhook = { ...verified.webhook, receivedAt };
  watch?.arrived(webhook);
  const result = await keepVerified(webhook, deps);
  watch?.answered(webhook, result);
  return { status: result === 'removed' || result === 'not-kept' ? 503 : 200, result };
}

async function keepVerified(webhook: Omit<Delivery, 'meaning'>, { keep, log }: AppDeps): Promise<Reception> {
  const { id, instanceId, eventType, isLate } = webhook;
  const meaning = meaningOf(eventType);
  if (meaning.kind === 'unknown') return 'unknown-type';
  if (isLate) log('webhook with an expired token', { id, instanceId, eventType });
  try {
    return await keep({ ...webhook, meaning });
  } catch (error) {
    log('webhook not kept', { id, instanceId, eventType, failure: failureOf(error) });
    return 'not-kept';
  }
}
