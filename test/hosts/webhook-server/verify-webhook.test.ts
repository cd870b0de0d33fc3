import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { orders } from '@wix/ecom';
import { AppStrategy, createClient } from '@wix/sdk';
import { CompactSign } from 'jose';

import { claimsOf, signClaims } from '../../../emulator/webhooks/webhook-signer.ts';
import { readPublicKey } from '../../../hosts/webhook-server/public-key.ts';
import { verifyWebhook, type VerifiedWebhook } from '../../../hosts/webhook-server/verify-webhook.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const APP_ID = '5f1b3a52-91f5-4a4e-9a2e-2d1f0c9b8a77';
const INSTANCE = '0fc2d8b5-44b9-4f50-a0a4-3c2d0c1b7a11';
const UPDATED = 'wix.ecom.v1.order_updated';
const HOUR_S = 3600;

// The SDK uses the real clock, so both verdicts are for the current time.
const NOW_S = Math.floor(Date.now() / 1000);

const event = {
  id: '69020d87-07b4-4e0b-9a7e-c0b607152e28',
  eventTime: '2023-01-16T14:44:38.143235123Z',
  updatedEvent: { currentEntity: { id: 'e1c5b1d3-c9d2-4a1e-8d3c-3b1f6a8f7e10', number: '10001' } },
};
const claims = claimsOfType(UPDATED);

function claimsOfType(eventType: string, content: object = event): { readonly data: string } {
  return claimsOf({ eventType, instanceId: INSTANCE, body: JSON.stringify(content) });
}

/** Signs in a way that Wix does not use. */
async function signedBy(alg: 'PS256' | 'HS256', key: KeyObject): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify(claims));
  return await new CompactSign(payload).setProtectedHeader({ alg }).sign(key);
}

async function ours(body: string, now = NOW_S * 1000): Promise<string> {
  const result = await verifyWebhook(body, keys.publicKey, now);
  if (result.kind === 'refused') return result.reason;
  return result.webhook.isLate ? 'accepted, late' : 'accepted';
}

/** Returns the SDK's verdict, with a handler of `UPDATED` registered as documented. */
async function theirs(body: string): Promise<string> {
  const client = createClient({ auth: AppStrategy({ appId: APP_ID, publicKey: PEM }), modules: { orders } });
  client.orders.onOrderUpdated(() => undefined);
  try {
    await client.webhooks.process(body);
    return 'accepted';
  } catch {
    return 'throws';
  }
}

function webhookOf(result: VerifiedWebhook) {
  if (result.kind === 'refused') throw new Error(`refused: ${result.reason}`);
  return result.webhook;
}

describe('a webhook, and the verdict of the SDK on it', () => {
  it.each([
    ['valid', signClaims(claims, keys.privateKey), 'accepted', 'accepted'],
    ['valid until in an hour', signClaims({ ...claims, exp: NOW_S + HOUR_S }, keys.privateKey), 'accepted', 'accepted'],
    ['of another key', signClaims(claims, otherKeys.privateKey), 'wrong-signature', 'throws'],
    ['with other content under the signature', tampered(), 'wrong-signature', 'throws'],
    ['signed in a day', signClaims({ ...claims, iat: NOW_S + 24 * HOUR_S }, keys.privateKey), 'accepted', 'accepted'],
    [
      'of another audience and issuer',
      signClaims({ ...claims, aud: 'another', iss: 'another' }, keys.privateKey),
      'accepted',
      'accepted',
    ],
    ['without a signature', unsigned(), 'wrong-algorithm', 'throws'],
    [
      'signed with the public key as a secret',
      signedBy('HS256', createSecretKey(Buffer.from(PEM))),
      'wrong-algorithm',
      'throws',
    ],
    ['valid in an hour', signClaims({ ...claims, nbf: NOW_S + HOUR_S }, keys.privateKey), 'not-yet-valid', 'throws'],
    [
      'valid in three days',
      signClaims({ ...claims, nbf: NOW_S + 72 * HOUR_S }, keys.privateKey),
      'not-yet-valid',
      'throws',
    ],
    ['without data', signClaims({ iat: NOW_S }, keys.privateKey), 'no-event', 'throws'],
    ['whose data is no JSON', signClaims({ data: 'x' }, keys.privateKey), 'no-event', 'throws'],
    ['that is empty', '', 'not-signed', 'throws'],
    ['that is JSON', JSON.stringify(claims), 'not-signed', 'throws'],
    ['whose payload is no object', signClaims(3, keys.privateKey), 'not-signed', 'throws'],
  ] as const)('%s', async (_name, body, ourVerdict, theirVerdict) => {
    expect(await ours(await body)).toBe(ourVerdict);
    expect(await theirs(await body)).toBe(theirVerdict);
  });

  it.each([
    ['signed by PS256, which nobody documents', signedBy('PS256', keys.privateKey), 'wrong-algorithm', 'accepted'],
    [
      'that expired a second ago',
      signClaims({ ...claims, exp: NOW_S - 1 }, keys.privateKey),
      'accepted, late',
      'throws',
    ],
    [
      'that expired 47 hours ago',
      signClaims({ ...claims, exp: NOW_S - 47 * HOUR_S }, keys.privateKey),
      'accepted, late',
      'throws',
    ],
    [
      'of an event that nobody handles',
      signClaims(claimsOfType('wix.blog.v3.post_updated'), keys.privateKey),
      'accepted',
      'throws',
    ],
  ] as const)('%s: the two differ', async (_name, body, ourVerdict, theirVerdict) => {
    expect(await ours(await body)).toBe(ourVerdict);
    expect(await theirs(await body)).toBe(theirVerdict);
  });

  it('is refused once Wix no longer repeats it', async () => {
    const body = signClaims({ ...claims, exp: NOW_S }, keys.privateKey);

    expect(await ours(body, (NOW_S + 48 * HOUR_S - 1) * 1000)).toBe('accepted, late');
    expect(await ours(body, (NOW_S + 48 * HOUR_S) * 1000)).toBe('expired');
  });

  it('keeps the digits of its time, and names tenant and type', async () => {
    const body = signClaims(claims, keys.privateKey);

    expect(webhookOf(await verifyWebhook(body, keys.publicKey, 0))).toMatchObject({
      instanceId: INSTANCE,
      eventType: UPDATED,
      body: expect.stringContaining('"2023-01-16T14:44:38.143235123Z"') as unknown,
      isLate: false,
    });
  });

  it('has one id in every signing, and another for other content or another type', async () => {
    const idOf = async (claimed: unknown) => {
      const body = signClaims(claimed, keys.privateKey);
      return webhookOf(await verifyWebhook(`\n${body}\n`, keys.publicKey, 0)).id;
    };
    const id = await idOf(claims);

    expect(await idOf({ ...claims, iat: 5, exp: 9 })).toBe(id);
    expect(await idOf(claimsOfType(UPDATED, { ...event, id: 'another' }))).not.toBe(id);
    expect(await idOf(claimsOfType('wix.ecom.v1.order_created'))).not.toBe(id);
  });

  it('may contain its event as an object', async () => {
    const body = signClaims(
      { data: JSON.stringify({ data: event, instanceId: INSTANCE, eventType: UPDATED }) },
      keys.privateKey,
    );

    expect(JSON.parse(webhookOf(await verifyWebhook(body, keys.publicKey, 0)).body)).toEqual(event);
  });

  function tampered(): string {
    const [header, , signature] = signClaims(claims, keys.privateKey).split('.');
    const other = signClaims({ ...claims, more: 1 }, keys.privateKey).split('.')[1];
    return [header, other, signature].join('.');
  }

  function unsigned(): string {
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${encoded({ alg: 'none' })}.${encoded(claims)}.`;
  }
});

describe('the public key', () => {
  const body = signClaims(claims, keys.privateKey);
  const bare = PEM.replaceAll(/-----[A-Z ]+-----|\n/g, '');

  it.each([
    ['a PEM', PEM],
    ['a PEM with Windows line breaks', PEM.replaceAll('\n', '\r\n')],
    ['a PEM whose line breaks became text', PEM.replaceAll('\n', '\\n')],
    ['the bare base64 of a key', bare],
    ['the base64 of a PEM', Buffer.from(PEM).toString('base64')],
  ])('is read from %s', async (_name, text) => {
    const key = readPublicKey(text);
    if ('fault' in key) throw new Error(key.fault);

    expect(await verifyWebhook(body, key, 0)).toMatchObject({ kind: 'verified' });
  });

  it.each([
    ['nothing', ' \n', 'empty'],
    ['a private key', keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'private-key'],
    ['a text', 'my key', 'not-a-key'],
    ['a PEM that is cut', PEM.slice(0, 200), 'not-a-key'],
    ['a key of another kind', pemOfKind('ed25519'), 'not-rsa'],
    ['a short key', pemOfBits(1024), 'too-short'],
  ])('is not read from %s', (_name, text, fault) => {
    expect(readPublicKey(text)).toEqual({ fault });
  });

  function pemOfKind(kind: 'ed25519'): string {
    return generateKeyPairSync(kind).publicKey.export({ type: 'spki', format: 'pem' }).toString();
  }

  function pemOfBits(modulusLength: number): string {
    return generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
  }
});
