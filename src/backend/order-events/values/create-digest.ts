import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

import type { Digest } from './detail-digests.ts';

/** 48 bits: two values of one field of one order do not share a digest in practice, and a digest alone reveals nothing. */
const DIGEST_BYTES = 6;

/** Characters of nearly every text at most; each takes up to three bytes. */
const SHORT_LENGTH = 1_000;

/** Minimum length of a key, in characters: a shorter key, and with it every digest, can be found by trial. */
export const MIN_KEY_LENGTH = 32;

/** Hex digits that are enough to distinguish the keys of one site. */
const FINGERPRINT_LENGTH = 8;

/** Creates digests of personal text under the site's own key (HMAC-SHA-256, truncated); `undefined` if the key is too short. */
export function createDigest(key: string): Digest {
  if (key.length < MIN_KEY_LENGTH) return undefined;
  const keyed = hmac.create(sha256, key);
  // An order has dozens of fields, so the key is hashed once and buffers are reused.
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
