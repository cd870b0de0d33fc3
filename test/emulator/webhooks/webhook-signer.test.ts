import { generateKeyPairSync } from 'node:crypto';
import { orders } from '@wix/ecom';
import { AppStrategy, createClient } from '@wix/sdk';

import { appInstalled, appRemoved } from '../../../emulator/webhooks/app-events.ts';
import { createWebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';

const APP_ID = '5f1b3a52-91f5-4a4e-9a2e-2d1f0c9b8a77';
const INSTANCE = '0fc2d8b5-44b9-4f50-a0a4-3c2d0c1b7a11';
const event = {
  eventType: 'wix.ecom.v1.order_updated',
  instanceId: INSTANCE,
  body: '{"id":"e1","eventTime":"2023-01-16T14:44:38.143235123Z"}',
  identity: { identityType: 'WIX_USER', wixUserId: '9d1f7c0e-6a0b-4f2e-8f0d-5a8c1d2e3f40' },
};
const NOON = Date.UTC(2023, 0, 16, 12);

function partsOf(token: string): unknown[] {
  return token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown);
}

describe('a signed webhook', () => {
  it('has the event as JSON text inside JSON text, and is valid as long as the sample of the documents', () => {
    const [header, claims] = partsOf(createWebhookSigner().sign(event, NOON));

    expect(header).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(claims).toEqual({ data: expect.any(String), iat: 1_673_870_400, exp: 1_674_170_400 });
    expect(JSON.parse((claims as { readonly data: string }).data)).toEqual({
      data: '{"id":"e1","eventTime":"2023-01-16T14:44:38.143235123Z"}',
      instanceId: INSTANCE,
      eventType: 'wix.ecom.v1.order_updated',
      identity: '{"identityType":"WIX_USER","wixUserId":"9d1f7c0e-6a0b-4f2e-8f0d-5a8c1d2e3f40"}',
    });
  });

  it('can be valid for another time', () => {
    const [, claims] = partsOf(createWebhookSigner({ tokenLifetimeS: 60 }).sign(event, NOON));

    expect(claims).toMatchObject({ iat: 1_673_870_400, exp: 1_673_870_460 });
  });

  it('is accepted by the SDK of an app that has the key', async () => {
    const signer = createWebhookSigner();
    const client = createClient({
      auth: AppStrategy({ appId: APP_ID, publicKey: signer.publicKey }),
      modules: { orders },
    });

    const parsed = await client.webhooks.parseJWT(signer.sign(event, Date.now()));

    expect(parsed).toMatchObject({
      instanceId: INSTANCE,
      eventType: 'wix.ecom.v1.order_updated',
      payload: { id: 'e1', eventTime: '2023-01-16T14:44:38.143235123Z' },
      identity: { identityType: 'WIX_USER' },
    });
  });

  it('is the same from a signer with the same key', () => {
    const first = createWebhookSigner();
    const second = createWebhookSigner({ privateKey: first.privateKey });

    expect(second.publicKey).toBe(first.publicKey);
    expect(second.sign(event, NOON)).toBe(first.sign(event, NOON));
    expect(createWebhookSigner().publicKey).not.toBe(first.publicKey);
  });

  it('cannot be made without a proper key', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const otherKind = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

    expect(() => createWebhookSigner({ privateKey: 'a text' })).toThrow();
    expect(() => createWebhookSigner({ privateKey: otherKind })).toThrow('Wix signs with RSA');
  });
});

describe('an event about the app itself', () => {
  it('reports the installation, on a copied site with the original installation', () => {
    expect(appInstalled({ appId: APP_ID, instanceId: INSTANCE })).toEqual({
      eventType: 'AppInstalled',
      instanceId: INSTANCE,
      body: `{"appId":"${APP_ID}"}`,
    });
    expect(appInstalled({ appId: APP_ID, instanceId: INSTANCE, originInstanceId: 'i0' })).toMatchObject({
      body: `{"appId":"${APP_ID}","originInstanceId":"i0"}`,
    });
  });

  it('reports the removal', () => {
    expect(appRemoved({ appId: APP_ID, instanceId: INSTANCE })).toEqual({
      eventType: 'AppRemoved',
      instanceId: INSTANCE,
      body: `{"appId":"${APP_ID}"}`,
    });
  });
});
