import { sha256 } from '@noble/hashes/sha2';

import type { Digest } from './detail-digests.ts';
import { createSipHash, type SipHashKey } from './sip-hash.ts';

/** 48 bits: two values of one field of one order do not share a digest in practice, and a digest alone reveals nothing. */
const DIGEST_LENGTH = 12;

/** Minimum length of a key, in characters: a shorter key, and with it every digest, can be found by trial. */
export const MIN_KEY_LENGTH = 32;

/** Hex digits that are enough to distinguish the keys of one site. */
const FINGERPRINT_LENGTH = 8;

/** Begins the fingerprint of each key: digests that another hash made under the same key are not comparable. */
const HASH_MARK = 's';

/**
 * Creates digests of personal text under the site's own key (SipHash-2-4 under the first 128 bits of the key's SHA-256, truncated);
 * `undefined` if the key is too short.
 */
export function createDigest(key: string): Digest {
  if (key.length < MIN_KEY_LENGTH) return undefined;
  const hash = createSipHash(beginningOf(sha256(key)));
  const fingerprint = `${HASH_MARK}${hash('fingerprint').slice(0, FINGERPRINT_LENGTH)}`;
  return { fingerprint, of: (text) => hash(text).slice(0, DIGEST_LENGTH) };
}

function beginningOf(bytes: Uint8Array): SipHashKey {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true)];
}
