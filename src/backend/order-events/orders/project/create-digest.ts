import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/** 48 bits: two values of one field of one order will not share a digest, and a digest alone gives nothing back. */
const DIGEST_BYTES = 6;

/** A digest of personal text under the site's own key (HMAC-SHA-256, cut short). */
export function createDigest(key: string): (text: string) => string {
  const keyed = hmac.create(sha256, key);
  // An order has dozens of fields, so the key is hashed once and nothing else is made anew for each of them.
  const encoder = new TextEncoder();
  const state = keyed.clone();
  const output = new Uint8Array(state.outputLen);
  const head = output.subarray(0, DIGEST_BYTES);
  return function digest(text: string): string {
    keyed._cloneInto(state).update(encoder.encode(text)).digestInto(output);
    return bytesToHex(head);
  };
}
