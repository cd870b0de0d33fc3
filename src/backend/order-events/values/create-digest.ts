import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/** 48 bits: two values of one field of one order will not share a digest, and a digest alone gives nothing back. */
const DIGEST_BYTES = 6;

/** Characters of nearly every text; each takes three bytes at most. */
const SHORT_LENGTH = 1_000;

/** A digest of personal text under the site's own key (HMAC-SHA-256, cut short). */
export function createDigest(key: string): (text: string) => string {
  const keyed = hmac.create(sha256, key);
  // An order has dozens of fields, so the key is hashed once and nothing else is made anew for each of them.
  const encoder = new TextEncoder();
  const input = new Uint8Array(3 * SHORT_LENGTH);
  const state = keyed.clone();
  const output = new Uint8Array(state.outputLen);
  const head = output.subarray(0, DIGEST_BYTES);
  return function digest(text: string): string {
    const bytes =
      text.length > SHORT_LENGTH ? encoder.encode(text) : input.subarray(0, encoder.encodeInto(text, input).written);
    keyed._cloneInto(state).update(bytes).digestInto(output);
    return bytesToHex(head);
  };
}
