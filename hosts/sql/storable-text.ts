import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

const MARK = '\uE000';
const unstorable = /[\0\uE000]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** An entry of a PostgreSQL index holds up to 2,704 bytes; a character takes up to three, and the tenant is part of the entry. */
const MAX_KEY_LENGTH = 600;
const KEPT_LENGTH = 60;

/** Encodes NUL and lone surrogates, which databases truncate at or reject; different texts stay different. */
export function toStorable(text: string): string {
  return text.replace(unstorable, (unit) => MARK + unit.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** Decodes a text from `toStorable`. */
export function fromStorable(stored: string): string {
  return stored.replace(/\uE000(.{4})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Returns a storable text that fits into an index: the end of a long one is replaced by a digest. Not idempotent: call it once. */
export function toKey(text: string): string {
  const stored = toStorable(text);
  if (stored.length <= MAX_KEY_LENGTH) return stored;
  return `${toStorable(text.slice(0, KEPT_LENGTH))}${MARK}#${bytesToHex(sha256(stored))}`;
}

/** Returns the key of an id, or NULL. */
export function keyOrNull(id: string | undefined): string | null {
  return id === undefined ? null : toKey(id);
}

/** Returns the storable text, or NULL. */
export function storableOrNull(text: string | undefined): string | null {
  return text === undefined ? null : toStorable(text);
}
