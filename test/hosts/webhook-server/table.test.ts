import { createPrivateKey } from 'node:crypto';
import { orders as shopOrders } from '@wix/ecom';
import { orders, tickets } from '@wix/events';
import { AppStrategy, createClient } from '@wix/sdk';

import { createWebhookSigner, signClaims } from '../../../emulator/webhooks/webhook-signer.ts';
import { registerOrderEvents } from '../../../hosts/sdk/register-order-events.ts';
import type { Delivery } from '../../../hosts/webhook-server/delivery.ts';
import { readPublicKey } from '../../../hosts/webhook-server/public-key.ts';
import { openEndpoint } from './open-endpoint.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { parsedEvent } from '../../support/parsed-order.ts';
import { valueAt } from '../../../tools/workbench/payload/json.ts';
import { toRestBody, type RestBodyOptions } from '../../../tools/workbench/payload/rest-body.ts';

const signer = createWebhookSigner();
const APP_ID = '5f1b3a52-91f5-4a4e-9a2e-2d1f0c9b8a77';
const INSTANCE = '0fc2d8b5-44b9-4f50-a0a4-3c2d0c1b7a11';
const TICKETS = 'wixEvents_onOrderUpdated';
const SHOP = 'wixEcom_onOrderUpdated';
const TICKETS_TYPE = 'wix.events.ticketing.events.OrderUpdated';
const SHOP_TYPE = 'wix.ecom.v1.order_updated';
const PRECISE_TIME = '2023-01-16T13:53:13.143235Z';

function auth(publicKey = signer.publicKey) {
  return AppStrategy({ appId: APP_ID, publicKey });
}

function openClient() {
  return createClient({ auth: auth(), modules: { orders: shopOrders } });
}

function shopBody(options: RestBodyOptions = {}): object {
  return toRestBody(SHOP, documentedPayload(SHOP), options);
}

function signed(body: object = shopBody(), eventType = SHOP_TYPE): string {
  return signer.sign({ eventType, instanceId: INSTANCE, body: JSON.stringify(body) }, Date.now());
}

/** Opens the webhook endpoint of this package, and collects the webhooks to store. */
function openOurs() {
  const kept: Delivery[] = [];
  const { post } = openEndpoint(signer.publicKey, {
    keep(delivery) {
      kept.push(delivery);
      return Promise.resolve('kept');
    },
  });
  return { kept, post: async (body: string) => (await post(body)).status };
}

describe('the answer of an SDK endpoint, compared with ours', () => {
  it('comes after handling; ours comes after storing', async () => {
    const client = openClient();
    const steps: string[] = [];
    client.orders.onOrderUpdated(async () => {
      await Promise.resolve();
      steps.push('handled');
    });
    const { post, kept } = openOurs();

    await client.webhooks.process(signed());
    steps.push('answered');

    expect(steps).toEqual(['handled', 'answered']);
    expect(await post(signed())).toBe(200);
    expect(kept).toHaveLength(1);
  });

  it('reads a request in the same way', async () => {
    const client = openClient();
    const request = new Request('http://localhost/webhooks', { method: 'POST', body: signed() });

    expect(await client.webhooks.processRequest(request)).toMatchObject({ eventType: SHOP_TYPE, instanceId: INSTANCE });
  });

  it('is an error if no handler has the type; ours is 200, so that Wix does not repeat the event twelve times', async () => {
    const client = openClient();
    client.orders.onOrderUpdated(() => undefined);
    const { post, kept } = openOurs();
    const other = signed({ id: 'e1' }, 'wix.blog.v3.post_updated');

    await expect(client.webhooks.process(other)).rejects.toThrow(
      `Unexpected event type: wix.blog.v3.post_updated. Expected one of: ${SHOP_TYPE}`,
    );
    expect(await post(other)).toBe(200);
    expect(kept).toEqual([]);
  });

  it('is a success for any type if no handler is registered at all', async () => {
    const other = signed({ id: 'e1' }, 'wix.blog.v3.post_updated');

    expect(await openClient().webhooks.process(other)).toMatchObject({ eventType: 'wix.blog.v3.post_updated' });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('handler');
      },
    ],
    ['rejects', () => Promise.reject(new Error('handler'))],
  ])('is an error after a handler that %s', async (_how, handler) => {
    const client = openClient();
    client.orders.onOrderUpdated(handler);

    await expect(client.webhooks.process(signed())).rejects.toThrow('handler');
  });

  it('is an error as soon as one of two handlers fails, while the other continues', async () => {
    const client = openClient();
    let finish = (): void => undefined;
    const isOver = new Promise<void>((resolve) => (finish = resolve));
    const ended: string[] = [];
    client.orders.onOrderUpdated(() => Promise.reject(new Error('handler')));
    client.orders.onOrderUpdated(async () => {
      await isOver;
      ended.push('other');
    });

    await expect(client.webhooks.process(signed())).rejects.toThrow('handler');
    expect(ended).toEqual([]);
    finish();
    await isOver;

    expect(ended).toEqual(['other']);
  });

  it('refuses audience and issuer in a method that is not for webhooks', async () => {
    const { decodeJWT } = auth();
    const claims = { data: '{}', aud: 'another', iss: 'another' };
    const token = signClaims(claims, createPrivateKey(signer.privateKey));

    expect(await decodeJWT?.(token)).toMatchObject({ valid: true });
    await expect(decodeJWT?.(token, true)).rejects.toThrow();
  });
});

describe('the public key of an app', () => {
  it.each([
    ['a PEM', 'accepted', signer.publicKey],
    ['the base64 of a PEM', 'accepted', Buffer.from(signer.publicKey).toString('base64')],
    ['the bare base64 of a key', 'throws', signer.publicKey.replaceAll(/-----[A-Z ]+-----|\n/g, '')],
    ['a PEM whose line breaks became text', 'throws', signer.publicKey.replaceAll('\n', '\\n')],
  ])('as %s is accepted by ours; the SDK: %s', async (_form, theirs, publicKey) => {
    const client = createClient({ auth: auth(publicKey) });
    const verdict = await client.webhooks.process(signed()).then(
      () => 'accepted',
      () => 'throws',
    );

    expect(verdict).toBe(theirs);
    expect(readPublicKey(publicKey)).not.toHaveProperty('fault');
  });
});

describe('the handlers of the SDK', () => {
  it('run once per registration, and ours once', async () => {
    const client = openClient();
    const heard: string[] = [];
    for (const _request of [1, 2, 3]) {
      client.orders.onOrderUpdated(() => void heard.push('theirs'));
      registerOrderEvents(client, (handler) => {
        heard.push(handler);
        return Promise.resolve();
      });
    }

    await client.webhooks.process(signed());

    expect(heard.sort()).toEqual(['theirs', 'theirs', 'theirs', SHOP]);
  });

  it('both run if two methods have one type', async () => {
    const client = createClient({ auth: auth(), modules: { orders, tickets } });
    const heard: string[] = [];
    client.orders.onOrderUpdated(() => void heard.push('orders'));
    client.tickets.onTicketOrderUpdated(() => void heard.push('tickets'));

    await client.webhooks.process(signed(documentedPayload('wixEvents_onOrderUpdated.rest'), TICKETS_TYPE));

    expect(heard).toEqual(['orders', 'tickets']);
  });
});

describe('the event of the SDK, compared with ours', () => {
  it('is changed in place: the result mixes two forms', async () => {
    const client = openClient();
    client.orders.onOrderUpdated(() => undefined);
    const { payload } = await client.webhooks.process(signed());
    const { payload: asSent } = await client.webhooks.parseJWT(signed());

    expect([valueAt(payload, 'id'), valueAt(payload, 'updatedEvent.currentEntity._id')]).toEqual([
      '69020d87-07b4-4e0b-9a7e-c0b607152e28',
      '7a8b195e-ab73-4138-b9da-cdf5e864a451',
    ]);
    expect(asSent).toEqual(shopBody());
  });

  it('loses digits of its time; ours keeps them', async () => {
    const client = openClient();
    const times: unknown[] = [];
    client.orders.onOrderUpdated(({ metadata }) => void times.push(metadata.eventTime));
    const { post, kept } = openOurs();

    await client.webhooks.process(signed());
    await post(signed());

    expect(times).toEqual([new Date(Date.UTC(2023, 0, 16, 13, 53, 13, 143))]);
    expect(kept[0]?.body).toContain(`"eventTime":"${PRECISE_TIME}"`);
  });

  it('is empty if the body contains JSON text; ours parses it', async () => {
    const client = openClient();
    const entities: unknown[] = [];
    client.orders.onOrderUpdated(({ entity }) => void entities.push(entity));
    const { post, kept } = openOurs();

    await client.webhooks.process(signed(shopBody({ asJson: true })));
    await post(signed(shopBody({ asJson: true })));

    expect(entities).toEqual([undefined]);
    expect(parsedEvent(SHOP, JSON.parse(kept[0]?.body ?? '')).order).toMatchObject({
      id: '7a8b195e-ab73-4138-b9da-cdf5e864a451',
      number: '10003',
    });
  });

  it('has no account if its handlers run afterwards', async () => {
    const client = openClient();
    const accounts: unknown[] = [];
    client.orders.onOrderUpdated(({ metadata }) => void accounts.push(metadata.accountInfo));
    const accountInfo = { accountId: 'an account', siteId: 'a site' };
    const parsed = { ...(await client.webhooks.parseJWT(signed())), accountInfo };

    await client.webhooks.executeHandlers(parsed);

    expect(accounts).toEqual([undefined]);
  });

  it('of a ticket order has no id: ours derives one from its content', async () => {
    const client = createClient({ auth: auth(), modules: { orders } });
    const told: unknown[] = [];
    client.orders.onOrderUpdated(({ metadata }) => void told.push(Object.keys(metadata).sort()));
    const { post, kept } = openOurs();
    const body = documentedPayload('wixEvents_onOrderUpdated.rest');

    await client.webhooks.process(signed(body, TICKETS_TYPE));
    for (const status of ['PAID', 'PAID', 'CANCELED']) await post(signed({ ...body, status }, TICKETS_TYPE));

    expect(told).toEqual([['accountInfo', 'identity', 'instanceId']]);
    expect(kept.map(({ meaning }) => meaning)).toEqual(Array(3).fill({ kind: 'order-event', handler: TICKETS }));
    expect(new Set(kept.map(({ id }) => id)).size).toBe(2);
    expect(kept[0]?.id).toBe(kept[1]?.id);
  });
});
