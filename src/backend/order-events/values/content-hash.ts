import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

const HASH_HEX_LENGTH = 16;

/** Returns a short hash of text that is not personal; personal values go through the keyed digest instead. */
export function hashContent(text: string): string {
  return bytesToHex(sha256(text)).slice(0, HASH_HEX_LENGTH);
}
