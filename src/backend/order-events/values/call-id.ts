import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

const BYTES = 16;
const VERSION_8 = 0x80;
const VARIANT = 0x80;

/**
 * Returns the id of a notification's call, for channels that need a GUID: the same for the same key. It is a name-based UUID over
 * SHA-256: https://www.rfc-editor.org/rfc/rfc9562.html#name-uuid-version-8
 */
export function callIdOf(key: string): string {
  const bytes = sha256(`wix-order-events/${key}`).slice(0, BYTES);
  bytes[6] = (Number(bytes[6]) & 0x0f) | VERSION_8;
  bytes[8] = (Number(bytes[8]) & 0x3f) | VARIANT;
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
