import { createEmulatorClock } from '../../../emulator/clock/emulator-clock.ts';
import type { PostResult } from '../../../emulator/webhooks/post-webhook.ts';
import { createWebhookDelivery, type DeliveryOptions } from '../../../emulator/webhooks/webhook-delivery.ts';
import { createWebhookSigner, type AppEvent } from '../../../emulator/webhooks/webhook-signer.ts';

const signer = createWebhookSigner();
const NOON = Date.UTC(2026, 0, 1, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function answered(status: number): PostResult {
  return { kind: 'answered', status, text: '', durationMs: 5 };
}

/** Creates an endpoint that returns these answers in order, and then the last one forever. */
function openDelivery(answers: readonly PostResult[], options: DeliveryOptions = {}) {
  const clock = createEmulatorClock(NOON, () => undefined);
  const tokens: string[] = [];
  const delivery = createWebhookDelivery(options, {
    signer,
    clock,
    post: (token) => {
      tokens.push(token);
      return Promise.resolve(answers[tokens.length - 1] ?? answers.at(-1) ?? answered(200));
    },
  });
  /** Advances the time until nothing is left to do. */
  const playOn = async () => {
    for (let at = delivery.nextAt(); at !== undefined; at = delivery.nextAt()) {
      clock.advanceTo(at);
      await delivery.deliverDue();
    }
  };
  return { delivery, clock, tokens, playOn };
}

function event(id: string): AppEvent {
  return { eventType: 'wix.ecom.v1.order_updated', instanceId: 'i1', body: JSON.stringify({ id }) };
}

function idsOf(tokens: readonly string[]): unknown[] {
  return tokens.map((token) => {
    const { data } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      readonly data: string;
    };
    return (JSON.parse((JSON.parse(data) as { readonly data: string }).data) as { readonly id: string }).id;
  });
}

describe('the delivery of webhooks', () => {
  it('ends with the first 200', async () => {
    const { delivery, playOn } = openDelivery([answered(200)]);
    delivery.send(event('e1'));

    await playOn();

    expect(delivery.report()).toEqual([
      {
        event: event('e1'),
        status: 'acknowledged',
        attempts: [{ at: NOON, isDuplicate: false, resend: 0, result: answered(200) }],
      },
    ]);
  });

  it.each<PostResult>([
    answered(503),
    answered(204),
    answered(302),
    { kind: 'too-late', durationMs: 1250 },
    { kind: 'unreachable', code: 'ECONNREFUSED', durationMs: 1 },
  ])('is tried twelve times more in 48 hours after %j', async (result) => {
    const { delivery, playOn } = openDelivery([result]);
    delivery.send(event('e1'));

    await playOn();

    const [{ status, attempts } = { status: undefined, attempts: [] }] = delivery.report();
    expect(status).toBe('given-up');
    expect(attempts.map(({ at }) => at - NOON)).toEqual([
      0,
      MINUTE,
      11 * MINUTE,
      HOUR + 11 * MINUTE,
      3 * HOUR + 11 * MINUTE,
      5 * HOUR + 11 * MINUTE,
      7 * HOUR + 11 * MINUTE,
      11 * HOUR + 11 * MINUTE,
      15 * HOUR + 11 * MINUTE,
      19 * HOUR + 11 * MINUTE,
      27 * HOUR + 11 * MINUTE,
      35 * HOUR + 11 * MINUTE,
      47 * HOUR + 11 * MINUTE,
    ]);
    expect(attempts.map(({ resend }) => resend)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('waits for the clock to be moved', async () => {
    const { delivery, clock, tokens } = openDelivery([answered(500), answered(200)]);
    delivery.send(event('e1'));

    await delivery.deliverDue();
    await delivery.deliverDue();
    expect([tokens.length, delivery.nextAt(), delivery.report()[0]?.status]).toEqual([1, NOON + MINUTE, 'waiting']);

    clock.advanceBy(MINUTE);
    await delivery.deliverDue();
    expect([tokens.length, delivery.nextAt(), delivery.report()[0]?.status]).toEqual([2, undefined, 'acknowledged']);
  });

  it('counts the wait from an attempt that is late itself', async () => {
    const { delivery, clock } = openDelivery([answered(500)]);
    delivery.send(event('e1'));

    clock.advanceBy(HOUR);
    await delivery.deliverDue();

    expect(delivery.nextAt()).toBe(NOON + HOUR + MINUTE);
  });

  it('keeps the order of attempts due at the same time', async () => {
    const { delivery, tokens } = openDelivery([answered(200)]);
    for (const id of ['e1', 'e2', 'e3']) delivery.send(event(id));

    await delivery.deliverDue();

    expect(idsOf(tokens)).toEqual(['e1', 'e2', 'e3']);
  });

  it('signs a resent webhook again, with the same content', async () => {
    const { delivery, tokens, playOn } = openDelivery([answered(500), answered(200)]);
    delivery.send(event('e1'));

    await playOn();

    expect(tokens).toEqual([signer.sign(event('e1'), NOON), signer.sign(event('e1'), NOON + MINUTE)]);
    expect(tokens[1]).not.toBe(tokens[0]);
  });

  it('can send the first token again', async () => {
    const options = { resend: 'as-signed-first' } as const;
    const { delivery, tokens, playOn } = openDelivery([answered(500), answered(500), answered(200)], options);
    delivery.send(event('e1'));

    await playOn();

    const first = signer.sign(event('e1'), NOON);
    expect(tokens).toEqual([first, first, first]);
  });

  it('can deliver an acknowledged event twice', async () => {
    const { delivery, playOn } = openDelivery([answered(200)], { duplicateShare: 1 });
    delivery.send(event('e1'));

    await playOn();

    expect(delivery.report()[0]?.attempts.map(({ isDuplicate }) => isDuplicate)).toEqual([false, true]);
  });

  it('gives up an event that is delivered twice when both deliveries are over', async () => {
    const { delivery, clock, playOn } = openDelivery([answered(500)], { duplicateShare: 1, maxDelayMs: HOUR });
    delivery.send(event('e1'));

    clock.advanceBy(30 * MINUTE);
    await delivery.deliverDue();
    expect(delivery.report()[0]?.status).toBe('waiting');
    await playOn();

    expect(delivery.report()).toMatchObject([{ status: 'given-up', attempts: { length: 26 } }]);
  });

  it('duplicates and reorders some events, in the same way for the same seed', async () => {
    const ids = Array.from({ length: 20 }, (_none, index) => `e${String(index)}`);
    const idsInOrder = async (seed: number) => {
      const options = { duplicateShare: 0.5, maxDelayMs: MINUTE, seed };
      const { delivery, tokens, playOn } = openDelivery([answered(200)], options);
      for (const id of ids) delivery.send(event(id));
      await playOn();
      return idsOf(tokens);
    };
    const order = await idsInOrder(7);

    expect(order).toEqual(await idsInOrder(7));
    expect(order).not.toEqual(await idsInOrder(8));
    expect([...new Set(order)]).not.toEqual(ids);
    expect([...new Set(order)].sort()).toEqual([...ids].sort());
    expect(order.length).toBeGreaterThan(20);
    expect(order.length).toBeLessThan(40);
  });

  it('makes as many parallel requests as permitted', async () => {
    let [open, most] = [0, 0];
    const clock = createEmulatorClock(NOON, () => undefined);
    const post = async () => {
      most = Math.max(most, (open += 1));
      await Promise.resolve();
      open -= 1;
      return answered(200);
    };
    const delivery = createWebhookDelivery({ concurrency: 3 }, { signer, clock, post });
    for (let index = 0; index < 10; index += 1) delivery.send(event(`e${String(index)}`));

    await delivery.deliverDue();

    expect(most).toBe(3);
    expect(delivery.report().map(({ status }) => status)).toEqual(Array(10).fill('acknowledged'));
  });
});
