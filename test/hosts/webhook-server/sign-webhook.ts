import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';

/** A pair of keys that no app has. */
export function throwAwayKeys(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** The claims that Wix documents for an event, with the event's own JSON text inside. */
export function claimsOf(eventType: string, instanceId: string, event: unknown): Readonly<Record<string, unknown>> {
  return { data: JSON.stringify({ data: JSON.stringify(event), instanceId, eventType }) };
}

/** Signs claims as Wix signs a webhook, or in another way. */
export async function signClaims(
  claims: unknown,
  key: KeyObject | Uint8Array,
  alg: 'RS256' | 'PS256' | 'HS256' = 'RS256',
): Promise<string> {
  const payload = new TextEncoder().encode(typeof claims === 'string' ? claims : JSON.stringify(claims));
  return await new CompactSign(payload).setProtectedHeader({ alg }).sign(key);
}
