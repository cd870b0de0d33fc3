import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/** 48 bits: two values of one field of one order will not share a digest, and a digest alone gives nothing back. */
const DIGEST_HEX_LENGTH = 12;

/** A digest of personal text under the site's own key (HMAC-SHA-256, cut short). */
export function createDigest(key: string): (text: string) => string {
  const keyed = hmac.create(sha256, key);
  return function digest(text: string): string {
    return bytesToHex(keyed.clone().update(text).digest()).slice(0, DIGEST_HEX_LENGTH);
  };
}
