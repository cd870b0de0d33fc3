import { createWebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import type { AppDeps } from '../../../hosts/webhook-server/app.ts';
import { createMetrics } from '../../../hosts/webhook-server/metrics.ts';
import { openEndpoint } from './open-endpoint.ts';

const signer = createWebhookSigner();
const INSTANCE = '0fc2d8b5-44b9-4f50-a0a4-3c2d0c1b7a11';
const event = { updatedEvent: { currentEntity: { id: 'e1c5b1d3-c9d2-4a1e-8d3c-3b1f6a8f7e10' } } };
const RECEIVED_AT = 1_700_000_000_000;
const HOUR = 3_600_000;

function openApp(changes: Partial<AppDeps> = {}) {
  const logged: unknown[] = [];
  const {
    app,
    kept,
    post: send,
  } = openEndpoint(signer.publicKey, {
    metrics: createMetrics(
      () => Promise.resolve({ waiting: 3, dead: 1, oldestAt: RECEIVED_AT - 2500 }),
      () => RECEIVED_AT,
    ),
    now: () => RECEIVED_AT,
    log: (message, details) => logged.push({ message, ...details }),
    ...changes,
  });
  const post = async (body: string) => (await send(body)).status;
  const get = async (path: string) => await (await app.request(path)).text();
  return { app, kept, logged, post, get };
}

function signed(eventType: string, at = RECEIVED_AT, body = JSON.stringify(event)): string {
  return signer.sign({ eventType, instanceId: INSTANCE, body }, at);
}

describe('the webhook endpoint', () => {
  it('stores an order event once, for the handler of its type', async () => {
    const { post, kept } = openApp();

    expect(await post(signed('wix.ecom.v1.order_updated'))).toBe(200);
    expect(await post(signed('wix.ecom.v1.order_updated', RECEIVED_AT - 9_000))).toBe(200);

    expect(kept).toEqual([
      {
        id: expect.any(String) as unknown,
        instanceId: INSTANCE,
        eventType: 'wix.ecom.v1.order_updated',
        body: JSON.stringify(event),
        isLate: false,
        meaning: { kind: 'order-event', handler: 'wixEcom_onOrderUpdated' },
        issuedAt: RECEIVED_AT,
        receivedAt: RECEIVED_AT,
      },
    ]);
  });

  it.each([
    ['wix.events.ticketing.events.OrderUpdated', { kind: 'order-event', handler: 'wixEvents_onOrderUpdated' }],
    ['EVENTS_TICKETING_ORDER_UPDATED_WEBHOOK', { kind: 'order-event', handler: 'wixEvents_onOrderUpdated' }],
    ['wix.pricing_plans.v2.order_canceled', { kind: 'order-event', handler: 'wixPricingPlans_onOrderCanceled' }],
    ['AppInstalled', { kind: 'app-installed' }],
    ['AppRemoved', { kind: 'app-removed' }],
  ])('knows the meaning of %s', async (eventType, meaning) => {
    const { post, kept } = openApp();

    expect(await post(signed(eventType))).toBe(200);
    expect(kept.map((delivery) => delivery.meaning)).toEqual([meaning]);
  });

  it.each(['wix.blog.v3.post_updated', 'toString', '__proto__'])('accepts %s without storing it', async (eventType) => {
    const { post, kept, get } = openApp();

    expect(await post(signed(eventType))).toBe(200);
    expect(kept).toEqual([]);
    expect(await get('/metrics')).toContain('order_events_webhooks_total{result="unknown-type"} 1');
  });

  it('stores nothing that Wix did not sign', async () => {
    const { post, kept, logged } = openApp();
    const body = createWebhookSigner().sign({ eventType: 'AppRemoved', instanceId: INSTANCE, body: '{}' }, RECEIVED_AT);

    expect(await post(body)).toBe(401);
    expect(kept).toEqual([]);
    expect(logged).toEqual([{ message: 'webhook refused', reason: 'wrong-signature', length: body.length }]);
  });

  it('reports a signed text that is not an event', async () => {
    expect(await openApp().post(signed(''))).toBe(400);
  });

  it('logs an expired token, and accepts it', async () => {
    const { post, kept, logged } = openApp();

    expect(await post(signed('wix.ecom.v1.order_updated', RECEIVED_AT - 84 * HOUR))).toBe(200);
    expect(kept).toHaveLength(1);
    expect(logged).toMatchObject([{ message: 'webhook with an expired token' }]);
  });

  it('makes Wix repeat a webhook that cannot be stored, and reveals nothing about the failure', async () => {
    const { post, logged } = openApp({ keep: () => Promise.reject(new Error('value "Jane" is too long')) });

    expect(await post(signed('wix.ecom.v1.order_updated'))).toBe(503);
    expect(JSON.stringify(logged)).toContain('webhook not kept');
    expect(JSON.stringify(logged)).not.toContain('Jane');
  });

  it('refuses a body larger than any event', async () => {
    expect(await openApp().post('x'.repeat(16 * 1024 * 1024 + 1))).toBe(413);
  });

  it('is live before it is ready', async () => {
    const { app } = openApp({ isReady: () => Promise.resolve(false) });

    expect((await app.request('/health/live')).status).toBe(200);
    expect((await app.request('/health/ready')).status).toBe(503);
    expect((await openApp().app.request('/health/ready')).status).toBe(200);
  });

  it('prints the counters, and the waiting events', async () => {
    const { post, get } = openApp();
    await post(signed('wix.ecom.v1.order_updated'));
    await post('no webhook');

    const text = await get('/metrics');

    expect(text).toContain('order_events_webhooks_total{result="kept"} 1');
    expect(text).toContain('order_events_webhooks_total{result="refused"} 1');
    expect(text).toContain('order_events_webhook_answer_seconds_count 2');
    expect(text).toContain('order_events_inbox_waiting 3');
    expect(text).toContain('order_events_inbox_dead 1');
    expect(text).toContain('order_events_inbox_oldest_seconds 2.5');
  });
});
