import { elevate } from 'wix-auth';
import { secrets } from 'wix-secrets-backend.v2';

/** The value of a secret of the Secrets Manager; `undefined` where the site has none of that name, or Wix does not say. */
export async function readSecret(name: string): Promise<string | undefined> {
  try {
    const { value } = await elevate(secrets.getSecretValue)(name);
    return value === '' ? undefined : value;
  } catch {
    return undefined;
  }
}
