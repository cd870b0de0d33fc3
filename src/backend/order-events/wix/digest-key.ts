import { elevate } from 'wix-auth';
import { secrets } from 'wix-secrets-backend.v2';

import { createDigest } from '../values/create-digest.ts';
import type { Digest } from '../values/detail-digests.ts';
import { readSecret } from './read-secret.ts';

/** Name of the secret that keys the digests of personal values. */
const SECRET_NAME = 'ORDER_EVENTS_DIGEST_KEY';
const KEY_BYTES = 32;
/** Milliseconds after which a site without a key looks for one again. */
const LOOK_AGAIN_MS = 10 * 60_000;

/**
 * Creates a loader of the site's digest from Secrets Manager, which loads once in each container. It creates the key if the site has
 * none. If Wix does not allow that (creating secrets takes the Members Area app), personal values are not compared until the owner adds
 * the secret, of at least 32 characters: https://dev.wix.com/docs/velo/apis/wix-secrets-backend-v2/introduction
 */
export function createDigestLoader(now: () => number): () => Promise<Digest> {
  let loaded: Promise<Digest> | undefined;
  let lookAgainAt = 0;
  return async function loadDigest() {
    if (loaded === undefined || ((await loaded) === undefined && now() >= lookAgainAt)) {
      lookAgainAt = now() + LOOK_AGAIN_MS;
      loaded = readKey().then((key) => createDigest(key ?? ''));
    }
    return await loaded;
  };
}

async function readKey(): Promise<string | undefined> {
  return (await readSecret(SECRET_NAME)) ?? (await makeSecret());
}

/** Creates the secret. If another container does so at the same time, the name is taken, and the other's value counts. */
async function makeSecret(): Promise<string | undefined> {
  if (typeof crypto === 'undefined') return undefined;
  const value = [...crypto.getRandomValues(new Uint8Array(KEY_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  try {
    const description = 'Keys the digests by which wix-order-events notices changed personal details. Keep it.';
    await elevate(secrets.createSecret)({ name: SECRET_NAME, value, description });
    return value;
  } catch {
    return await readSecret(SECRET_NAME);
  }
}
