const BLOCK_BYTES = 8;

/** Characters of nearly every text at most; each takes up to three bytes. */
const SHORT_LENGTH = 1_000;

/** A key of 128 bits: four 32-bit words, the lowest first. */
export type SipHashKey = readonly [number, number, number, number];

/**
 * Creates SipHash-2-4 (Aumasson and Bernstein, https://www.aumasson.jp/siphash/siphash.pdf): of a text in UTF-8, it returns 64 bits as
 * hex digits. Without the key, nobody can tell a hash from a random number.
 */
export function createSipHash([k0, k1, k2, k3]: SipHashKey): (text: string) => string {
  // An order has dozens of fields, so the bytes of short texts share one buffer.
  const encoder = new TextEncoder();
  const short = new DataView(new ArrayBuffer(3 * SHORT_LENGTH + BLOCK_BYTES));
  const shortBytes = new Uint8Array(short.buffer);

  return function hash(text) {
    if (text.length <= SHORT_LENGTH) return hashBytes(short, encoder.encodeInto(text, shortBytes).written);
    const bytes = encoder.encode(text);
    const padded = new Uint8Array(bytes.length + BLOCK_BYTES);
    padded.set(bytes);
    return hashBytes(new DataView(padded.buffer), bytes.length);
  };

  /** `bytes` has space for one block more. */
  function hashBytes(bytes: DataView, length: number): string {
    const last = length - (length % BLOCK_BYTES);
    for (let at = length; at < last + BLOCK_BYTES - 1; at += 1) bytes.setUint8(at, 0);
    bytes.setUint8(last + BLOCK_BYTES - 1, length);
    // The paper's v0 to v3, each in two halves, because numbers hold no 64 bits; all in one function, as a new container interprets it.
    let [aLow, aHigh, bLow, bHigh] = [k0 ^ 0x70736575, k1 ^ 0x736f6d65, k2 ^ 0x6e646f6d, k3 ^ 0x646f7261];
    let [cLow, cHigh, dLow, dHigh] = [k0 ^ 0x6e657261, k1 ^ 0x6c796765, k2 ^ 0x79746573, k3 ^ 0x74656462];
    for (let at = 0; at <= last + BLOCK_BYTES; at += BLOCK_BYTES) {
      // After the last block come four rounds on nothing.
      const isOver = at > last;
      const low = isOver ? 0 : bytes.getInt32(at, true);
      const high = isOver ? 0 : bytes.getInt32(at + 4, true);
      if (isOver) cLow ^= 0xff;
      dLow ^= low;
      dHigh ^= high;
      for (let rounds = isOver ? 4 : 2; rounds > 0; rounds -= 1) {
        let sum = (aLow >>> 0) + (bLow >>> 0);
        aHigh = (aHigh + bHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
        aLow = sum | 0;
        let turned = (bLow << 13) | (bHigh >>> 19);
        bHigh = ((bHigh << 13) | (bLow >>> 19)) ^ aHigh;
        bLow = turned ^ aLow;
        sum = (cLow >>> 0) + (dLow >>> 0);
        cHigh = (cHigh + dHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
        cLow = sum | 0;
        turned = (dLow << 16) | (dHigh >>> 16);
        dHigh = ((dHigh << 16) | (dLow >>> 16)) ^ cHigh;
        dLow = turned ^ cLow;
        // The first word turns by half its bits, so its halves change places: here what was `aHigh` is the lower half.
        sum = (aHigh >>> 0) + (dLow >>> 0);
        aHigh = (aLow + dHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
        aLow = sum | 0;
        turned = (dLow << 21) | (dHigh >>> 11);
        dHigh = ((dHigh << 21) | (dLow >>> 11)) ^ aHigh;
        dLow = turned ^ aLow;
        sum = (cLow >>> 0) + (bLow >>> 0);
        turned = (cHigh + bHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
        cLow = turned;
        cHigh = sum | 0;
        turned = (bLow << 17) | (bHigh >>> 15);
        bHigh = ((bHigh << 17) | (bLow >>> 15)) ^ cLow;
        bLow = turned ^ cHigh;
      }
      aLow ^= low;
      aHigh ^= high;
    }
    return hexOf(aHigh ^ bHigh ^ cHigh ^ dHigh) + hexOf(aLow ^ bLow ^ cLow ^ dLow);
  }
}

function hexOf(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
