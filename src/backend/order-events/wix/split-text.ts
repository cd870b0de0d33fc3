/** A fifth of an item is left for its other fields: https://dev.wix.com/docs/velo/apis/wix-data/insert */
const MAX_PART_BYTES = 400_000;
const MAX_PARTS = 20;

/**
 * Splits a text into parts that each fit into an item; `undefined` if it is too long for the items that a handler can write in its time.
 * Counts bytes as in the item's JSON, never too few.
 */
export function splitText(text: string): readonly string[] | undefined {
  const parts: string[] = [];
  let [begin, bytes] = [0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    bytes += bytesOf(code);
    if (bytes <= MAX_PART_BYTES) continue;
    // The halves of a surrogate pair stay together, because a database replaces a single half.
    const end = isSecondHalf(code) ? index - 1 : index;
    parts.push(text.slice(begin, end));
    if (parts.length === MAX_PARTS) return undefined;
    begin = end;
    bytes = bytesOf(code) * (index - end + 1);
  }
  return [...parts, text.slice(begin)];
}

/** Returns the number of bytes of a text in JSON, never too few. */
export function sizeInBytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) bytes += bytesOf(text.charCodeAt(index));
  return bytes;
}

const [SPACE, QUOTE, BACKSLASH, END_OF_ASCII] = [0x20, 0x22, 0x5c, 0x80];

function bytesOf(code: number): number {
  if (code >= END_OF_ASCII) return 3;
  if (code < SPACE) return 6;
  return code === QUOTE || code === BACKSLASH ? 2 : 1;
}

function isSecondHalf(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
