const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Returns a cheap checksum (FNV-1a) that distinguishes texts of one sender; it is no protection against forgery. */
export function contentMark(text: string): string {
  let mark = FNV_OFFSET;
  for (let index = 0; index < text.length; index += 1) mark = Math.imul(mark ^ text.charCodeAt(index), FNV_PRIME);
  return (mark >>> 0).toString(36);
}
