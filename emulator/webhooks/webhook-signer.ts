import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

import { wixLimits } from '../wix-limits.ts';

/** An event as Wix tells it to an app. */
export interface AppEvent {
  /** Such as `wix.ecom.v1.order_updated` or `AppRemoved`. */
  readonly eventType: string;
  /** The app's installation on a site. */
  readonly instanceId: string;
  /** The event's content as JSON text, the same each time that it is sent. */
  readonly body: string;
  /** Who caused it. */
  readonly identity?: Readonly<Record<string, string>>;
}

/** Signs webhooks with a key of its own, as Wix does with the key of an app. */
export interface WebhookSigner {
  /** As the app's dashboard shows it: a PEM. */
  readonly publicKey: string;
  /** A PEM, to keep for a later signer. */
  readonly privateKey: string;
  /** The body of the request about an event, signed at `now`, in milliseconds since 1970. */
  sign(event: AppEvent, now: number): string;
}

/** How a signer signs. */
export interface SignerOptions {
  /** A PEM; a new, throw-away key unless it is given. What is no private RSA key makes this throw. */
  readonly privateKey?: string;
  /** For how long what it signs is valid, in seconds; unknown of Wix. */
  readonly tokenLifetimeS?: number;
}

/** Wix names no length; shorter keys are not secure. */
const KEY_BITS = 2048;
const MS = 1000;

/** Creates a signer. Making a key takes a few tenths of a second. */
export function createWebhookSigner({
  privateKey,
  tokenLifetimeS = wixLimits.webhookTokenS,
}: SignerOptions = {}): WebhookSigner {
  const key =
    privateKey === undefined
      ? generateKeyPairSync('rsa', { modulusLength: KEY_BITS }).privateKey
      : createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'rsa') throw new TypeError('Wix signs with RSA; this key is of another kind.');
  return {
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sign(event, now) {
      const iat = Math.floor(now / MS);
      return signClaims({ ...claimsOf(event), iat, exp: iat + tokenLifetimeS }, key);
    },
  };
}

/** The claim that Wix documents for an event: https://dev.wix.com/docs/rest/articles/get-started/webhook-structure */
export function claimsOf({ eventType, instanceId, body, identity }: AppEvent): { readonly data: string } {
  const told = identity === undefined ? {} : { identity: JSON.stringify(identity) };
  return { data: JSON.stringify({ data: body, instanceId, eventType, ...told }) };
}

/** A token by RS256 with any claims. */
export function signClaims(claims: unknown, key: KeyObject): string {
  const signed = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

function encoded(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
