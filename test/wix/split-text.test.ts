import { splitText } from '../../src/backend/order-events/wix/split-text.ts';

/** What an item takes: https://dev.wix.com/docs/velo/apis/wix-data/insert */
const MAX_ITEM_BYTES = 500_000;

describe('a text in parts', () => {
  it.each([
    ['letters', 'x', 400_000],
    ['quotes', '"', 200_000],
    ['backslashes', '\\', 200_000],
    ['control characters', '\n', 66_666],
    ['letters with marks', 'é', 133_333],
    ['signs of three bytes', '語', 133_333],
  ])('of %s has as many in each as an item has room for', (_what, sign, count) => {
    const full = sign.repeat(count);

    expect(splitText(full)).toEqual([full]);
    expect(splitText(`${full}${sign}`)).toEqual([full, sign]);
    expect(Buffer.byteLength(JSON.stringify(full))).toBeLessThan(MAX_ITEM_BYTES);
  });

  it.each([0, 1])('keeps the halves of a pair together, wherever it stands: %i', (before) => {
    const text = `${'x'.repeat(before)}${'👩'.repeat(100_000)}`;
    const parts = splitText(text) ?? [];

    expect(parts.join('')).toBe(text);
    expect(parts.length).toBe(2);
    expect(parts.every((part) => !/\p{Cs}/u.test(part))).toBe(true);
  });

  it('may be empty', () => {
    expect(splitText('')).toEqual(['']);
  });

  it('has twenty parts at most', () => {
    expect(splitText('x'.repeat(20 * 400_000))).toHaveLength(20);
    expect(splitText('x'.repeat(20 * 400_000 + 1))).toBeUndefined();
  });
});
