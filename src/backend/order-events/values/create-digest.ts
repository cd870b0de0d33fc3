import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

import type { Digest } from './detail-digests.ts';

/** 48 bits: two values of one field of one order will not share a digest, and a digest alone gives nothing back. */
const DIGEST_BYTES = 6;

/** Characters of nearly every text; each takes three bytes at most. */
const SHORT_LENGTH = 1_000;

/** The fewest characters of a key: a shorter one can be found by trial, and with it every digest. */
export const MIN_KEY_LENGTH = 32;

/** Tells keys apart: two of a site will not share one. */
const FINGERPRINT_LENGTH = 8;

/** Digests of personal text under the site's own key (HMAC-SHA-256, cut short); `undefined` for a key that is too short. */
export function createDigest(key: string): Digest {
  if (key.length < MIN_KEY_LENGTH) return undefined;
  const keyed = hmac.create(sha256, key);
  // An order has dozens of fields, so the key is hashed once and nothing else is made anew for each of them.
  const encoder = new TextEncoder();
  const input = new Uint8Array(3 * SHORT_LENGTH);
  const state = keyed.clone();
  const output = new Uint8Array(state.outputLen);
  const head = output.subarray(0, DIGEST_BYTES);

  function of(text: string): string {
    const bytes =
      text.length > SHORT_LENGTH ? encoder.encode(text) : input.subarray(0, encoder.encodeInto(text, input).written);
    keyed._cloneInto(state).update(bytes).digestInto(output);
    return bytesToHex(head);
  }

  return { fingerprint: of('fingerprint').slice(0, FINGERPRINT_LENGTH), of };
}
