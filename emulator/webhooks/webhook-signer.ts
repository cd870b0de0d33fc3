import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

import { wixLimits } from '../wix-limits.ts';

/** An event as Wix reports it to an app. */
export interface AppEvent {
  /** Type such as `wix.ecom.v1.order_updated` or `AppRemoved`. */
  readonly eventType: string;
  /** The app's installation on a site. */
  readonly instanceId: string;
  /** The event's content as JSON text, the same in every attempt. */
  readonly body: string;
  /** The identity that caused the event. */
  readonly identity?: Readonly<Record<string, string>>;
}

/** Signs webhooks with a key pair, as Wix does for an app. */
export interface WebhookSigner {
  /** The public key as a PEM, as shown in the app's dashboard. */
  readonly publicKey: string;
  /** The private key as a PEM, for reuse in a later signer. */
  readonly privateKey: string;
  /** Returns the request body for an event, signed at `now`, in milliseconds since 1970. */
  sign(event: AppEvent, now: number): string;
}

/** Options of a signer. */
export interface SignerOptions {
  /** A PEM (default: a new key). Creating the signer throws if it is not a private RSA key. */
  readonly privateKey?: string;
  /** Validity of the tokens in seconds; Wix does not document its own. */
  readonly tokenLifetimeS?: number;
}

/** Wix documents no key length; shorter keys are not secure. */
const KEY_BITS = 2048;
const MS = 1000;

/** Creates a signer. Generating a key takes a few tenths of a second. */
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

/** Returns the claims that Wix documents for an event: https://dev.wix.com/docs/rest/articles/get-started/webhook-structure */
export function claimsOf({ eventType, instanceId, body, identity }: AppEvent): { readonly data: string } {
  const identityClaim = identity === undefined ? {} : { identity: JSON.stringify(identity) };
  return { data: JSON.stringify({ data: body, instanceId, eventType, ...identityClaim }) };
}

/** Signs any claims as an RS256 token. */
export function signClaims(claims: unknown, key: KeyObject): string {
  const signed = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

function encoded(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
