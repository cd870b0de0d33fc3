import { createSipHash, type SipHashKey } from '../../src/backend/order-events/values/sip-hash.ts';

/** The key of the reference implementation's test vectors: the bytes 0 to 15. */
const hash = createSipHash([0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c]);

/** The messages of those vectors: the bytes from 0 on. */
function bytesFromZero(length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_none, index) => index));
}

describe('SipHash-2-4', () => {
  // https://github.com/veorq/SipHash/blob/master/vectors.h, each the other way round; that of 15 bytes is in appendix A of the paper.
  it.each([
    [0, '726fdb47dd0e0e31'],
    [1, '74f839c593dc67fd'],
    [2, '0d6c8009d9a94f5a'],
    [3, '85676696d7fb7e2d'],
    [15, 'a129ca6149be45e5'],
    [63, '958a324ceb064572'],
  ])('of %i bytes is that of the reference implementation', (length, expected) => {
    expect(hash(bytesFromZero(length))).toBe(expected);
  });

  // By a second implementation, in Python with integers of 64 bits.
  it.each([
    ['letters of two and three bytes', 'Zürich – 東京', 'bda1ae256ea70c28'],
    ['the longest text that shares a buffer', 'é'.repeat(1_000), 'c7d6c0331297c569'],
    ['a longer text', 'é'.repeat(2_000), '9e53f8bd9d019b01'],
  ])('is of UTF-8: %s', (_name, text, expected) => {
    expect(hash(text)).toBe(expected);
  });

  it('is not disturbed by a longer text before', () => {
    hash('ÿ'.repeat(40));

    expect(hash(bytesFromZero(1))).toBe('74f839c593dc67fd');
  });

  it('depends on every word of its key', () => {
    const keys: SipHashKey[] = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ];

    expect(new Set(keys.map((key) => createSipHash(key)('text'))).size).toBe(4);
  });
});
