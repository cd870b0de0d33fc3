import { createPublicKey, type KeyObject } from 'node:crypto';

/** Fault in the text of a public key; the text itself is not repeated. */
export type KeyFault = 'empty' | 'private-key' | 'not-a-key' | 'not-rsa' | 'too-short';

/** Wix signs with RSA keys of at least this size. */
const MIN_BITS = 2048;
const PEM_LINE = 64;

/**
 * Parses the public key of an app as shown in the app's dashboard: a PEM, a PEM whose line breaks became `\n` in an environment variable,
 * or its bare base64. Parse it once: parsing costs ten times as much as a verification.
 */
export function readPublicKey(text: string): KeyObject | { readonly fault: KeyFault } {
  const given = text.replaceAll('\\n', '\n').trim();
  if (given === '') return { fault: 'empty' };
  if (given.includes('PRIVATE KEY')) return { fault: 'private-key' };
  const key = parseKey(given.startsWith('-----BEGIN') ? given : pemOf(given));
  if (key === undefined) return { fault: 'not-a-key' };
  if (key.asymmetricKeyType !== 'rsa') return { fault: 'not-rsa' };
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_BITS ? { fault: 'too-short' } : key;
}

function parseKey(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

/** The base64 may encode the key itself or, as the SDK accepts it, a whole PEM. */
function pemOf(base64: string): string {
  const decoded = Buffer.from(base64, 'base64').toString('latin1');
  if (decoded.startsWith('-----BEGIN')) return decoded;
  const lines = base64.replace(/\s/g, '').match(new RegExp(`.{1,${String(PEM_LINE)}}`, 'g')) ?? [];
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----'].join('\n');
}
