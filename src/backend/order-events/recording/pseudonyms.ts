import type { KeyedDigest } from '../values/detail-digests.ts';

/** Replaces values by others of the same form: equal values by equal ones, irreversibly without the site's key. */
export interface Pseudonyms {
  /** Returns a GUID for a GUID. */
  guid(text: string): string;
  /** Replaces letters by letters and digits by digits; separators stay, so that `FMXC-BZG3-OT` still looks like an order number. */
  likeForm(text: string): string;
  /** Returns a word that names its field: `firstName-3fa2b1c0`. */
  word(name: string, text: string): string;
}

const GUID_HEX_LENGTH = 32;
const WORD_HEX_LENGTH = 8;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Creates the pseudonyms of a site; `digest` is its keyed digest. */
export function createPseudonyms(digest: KeyedDigest): Pseudonyms {
  /** Joins several digests, which are short, into a long one; the prefix keeps them apart from those of stored orders. */
  function hexOf(text: string, length: number): string {
    let hex = '';
    for (let part = 0; hex.length < length; part += 1) hex += digest.of(`recorded/${String(part)}/${text}`);
    return hex.slice(0, length);
  }

  return {
    guid(text) {
      const hex = hexOf(text.toLowerCase(), GUID_HEX_LENGTH);
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
    likeForm(text) {
      const hex = hexOf(text, text.length * 2);
      return Array.from(text, (character, index) => likeCharacter(character, byteAt(hex, index))).join('');
    },
    word: (name, text) => `${name}-${hexOf(text, WORD_HEX_LENGTH)}`,
  };
}

function byteAt(hex: string, index: number): number {
  return Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
}

/** Returns another character of the same kind; never a 0, so that a number keeps its length. */
function likeCharacter(character: string, byte: number): string {
  if (/\d/.test(character)) return String(1 + (byte % 9));
  if (!/\p{L}/u.test(character)) return /[\s\-_.+]/.test(character) ? character : '-';
  const letter = LETTERS.charAt(byte % LETTERS.length);
  return character === character.toUpperCase() ? letter : letter.toLowerCase();
}
