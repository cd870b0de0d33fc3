import { fromBase64, toBase64 } from '../../src/backend/order-events/values/base64.ts';

const texts = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'];
// The test vectors of RFC 4648, section 10.
const encoded = ['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy'];

it.each(texts.map((text, index) => [text, encoded[index] ?? '']))('writes and reads "%s"', (text, base64) => {
  expect(toBase64(Buffer.from(text))).toBe(base64);
  expect(Buffer.from(fromBase64(base64) ?? 'nothing').toString()).toBe(text);
  expect(Buffer.from(fromBase64(base64.replace(/=/g, '')) ?? 'nothing').toString()).toBe(text);
});

it('writes and reads every byte', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_none, byte) => byte);

  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
});

it.each(['Z', 'Zg=', 'Zm9v=', 'Zm-v', 'Zm9v\n'])('takes "%s" for no Base64', (text) => {
  expect(fromBase64(text)).toBeUndefined();
});
