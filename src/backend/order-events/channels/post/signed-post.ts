import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { utf8ToBytes } from '@noble/hashes/utils';

import { fromBase64, toBase64 } from '../../values/base64.ts';

/** The posted change, with the variables of its rule. */
export interface PostedChange {
  readonly product: string;
  readonly orderId: string;
  readonly change: string;
  readonly occurrence: string;
  readonly evidence: string;
  readonly occurredAt: string;
  readonly rule: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** A signed request. */
export interface SignedPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;

/** Decodes a secret in the specification's form, `whsec_` and Base64 of 24 to 64 bytes; `undefined` if it has another form. */
export function readSigningSecret(secret: string): Uint8Array | undefined {
  const bytes = fromBase64(secret.trim().replace(/^whsec_/, ''));
  return bytes === undefined || bytes.length < MIN_SECRET_BYTES || bytes.length > MAX_SECRET_BYTES ? undefined : bytes;
}

/** Returns the id of a post: safe in a header, and without full stops, which separate the signed parts. */
export function postIdOf(key: string): string {
  return encodeURI(key.replace(/\p{Cs}/gu, '\uFFFD')).replace(/\./g, '%2E');
}

/** Returns the signature of version 1, HMAC-SHA-256. */
export function signatureOf(id: string, timestamp: string, body: string, secret: Uint8Array): string {
  return `v1,${toBase64(hmac(sha256, secret, utf8ToBytes(`${id}.${timestamp}.${body}`)))}`;
}

/** Signs a change; the same key gives the same id whenever it is sent. */
export function signPost(
  key: string,
  { occurredAt, ...posted }: PostedChange,
  secret: Uint8Array,
  now: number,
): SignedPost {
  const id = postIdOf(key);
  const timestamp = String(Math.floor(now / 1000));
  const body = JSON.stringify({ type: `${posted.product}.${posted.change}`, timestamp: occurredAt, data: posted });
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatureOf(id, timestamp, body, secret),
    },
    body,
  };
}
