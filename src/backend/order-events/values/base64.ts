const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** Encodes bytes as Base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const group = (Number(first) << 16) | (second << 8) | third;
    for (let place = 18; place >= 0; place -= 6) text += ALPHABET.charAt((group >> place) & 63);
  }
  const spare = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - spare) + '='.repeat(spare);
}

/** Decodes a Base64 text, with or without padding; `undefined` if it is not Base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (!base64Form.test(text)) return undefined;
  const digits = Array.from(text.replace(/=+$/, ''), (digit) => ALPHABET.indexOf(digit));
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  let [bits, held, at] = [0, 0, 0];
  for (const digit of digits) {
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
  }
  return bytes;
}
