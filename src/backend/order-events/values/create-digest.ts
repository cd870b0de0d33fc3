import { sha256 } from '@noble/hashes/sha2';

import type { Digest } from './detail-digests.ts';
import { createSipHash } from './sip-hash.ts';

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
  const hash = createSipHash(wordsOf(sha256(key)));
  const fingerprint = `${HASH_MARK}${hash('fingerprint').slice(0, FINGERPRINT_LENGTH)}`;
  return { fingerprint, of: (text) => hash(text).slice(0, DIGEST_LENGTH) };
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Uint32Array.from({ length: 4 }, (_none, index) => view.getUint32(4 * index, true));
}
