import { createEmulatorClock } from '../../../emulator/clock/emulator-clock.ts';
import { createWebhookDelivery, type DeliveryOptions } from '../../../emulator/webhooks/webhook-delivery.ts';
import { createWebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import { openEndpoint } from './open-endpoint.ts';

const NOON = Date.UTC(2026, 0, 1, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EVENTS = 30;

/** The endpoint, a store that is down for some time from noon on, and Wix, all on one clock. */
function openAfterOutage(outageMs: number, options: DeliveryOptions, tokenLifetimeS?: number) {
  const clock = createEmulatorClock(NOON, () => undefined);
  const signer = createWebhookSigner(tokenLifetimeS === undefined ? {} : { tokenLifetimeS });
  const kept: string[] = [];
  const late: boolean[] = [];
  const { post } = openEndpoint(signer.publicKey, {
    keep: ({ isLate, body }) => {
      if (clock.now() < NOON + outageMs) return Promise.reject(new Error('the database is away'));
      late.push(isLate);
      const isKnown = kept.includes(body);
      if (!isKnown) kept.push(body);
      return Promise.resolve(isKnown ? 'known' : 'kept');
    },
    now: clock.now,
  });
  const delivery = createWebhookDelivery(options, {
    signer,
    clock,
    post: async (token) => ({ kind: 'answered', ...(await post(token)), durationMs: 0 }),
  });
  const playOn = async () => {
    for (let index = 0; index < EVENTS; index += 1) {
      const body = JSON.stringify({ id: `e${String(index)}` });
      delivery.send({ eventType: 'wix.ecom.v1.order_updated', instanceId: 'i1', body });
    }
    for (let at = delivery.nextAt(); at !== undefined; at = delivery.nextAt()) {
      clock.advanceTo(at);
      await delivery.deliverDue();
    }
    return delivery.report();
  };
  return { playOn, kept, late };
}

describe.each(['signed-anew', 'as-signed-first'] as const)('repeated webhooks, %s', (resend) => {
  const options = { resend, duplicateShare: 0.5, maxDelayMs: MINUTE, concurrency: 4 };

  it('are all stored once after the database was down for an hour', async () => {
    const { playOn, kept } = openAfterOutage(HOUR, options);

    const report = await playOn();

    expect(report.map(({ status }) => status)).toEqual(Array(EVENTS).fill('acknowledged'));
    expect(new Set(kept).size).toBe(EVENTS);
    expect(kept).toHaveLength(EVENTS);
    expect(report.every(({ attempts }) => attempts.some(({ resend: times }) => times === 3))).toBe(true);
  });

  it('are all stored after two days less an hour, although their tokens are valid for a minute', async () => {
    const { playOn, kept, late } = openAfterOutage(47 * HOUR, options, 60);

    const report = await playOn();

    expect(report.map(({ status }) => status)).toEqual(Array(EVENTS).fill('acknowledged'));
    expect(kept).toHaveLength(EVENTS);
    expect(new Set(late)).toEqual(new Set([resend === 'as-signed-first']));
  });
});
