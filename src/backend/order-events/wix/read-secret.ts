import { elevate } from 'wix-auth';
import { secrets } from 'wix-secrets-backend.v2';

/** Reads a secret from the Secrets Manager; `undefined` if the site has none of that name, or Wix does not return it. */
export async function readSecret(name: string): Promise<string | undefined> {
  try {
    const { value } = await elevate(secrets.getSecretValue)(name);
    return value === '' ? undefined : value;
  } catch {
    return undefined;
  }
}
