import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createWebhookSigner, type WebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import { naming } from '../../repository/naming.ts';
import { CliError } from '../cli-error.ts';

const FILE_NAME = 'webhook-key.pem';

/**
 * Returns the signer of a state folder, used to sign webhooks and, by its `publicKey`, to verify them. Its disposable key is created once
 * and is readable only by this user. Throws CliError if the file holds something else.
 */
export function readOrCreateWebhookKey(folder: string): WebhookSigner {
  const file = join(folder, FILE_NAME);
  if (!existsSync(file)) createKey(folder, file);
  try {
    return createWebhookSigner({ privateKey: readFileSync(file, 'utf8') });
  } catch (cause) {
    const message = `${file} holds no private RSA key. Remove it, and another key is made.`;
    throw new CliError('state-not-readable', message, { exitCode: 1, cause });
  }
}

/** Creates the key atomically: if two processes do so at the same time, the hard link of the second fails and both use the first key. */
function createKey(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true });
  const own = `${file}.${process.pid}`;
  naming(own, () => writeFileSync(own, createWebhookSigner().privateKey, { mode: 0o600 }));
  try {
    linkSync(own, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(own);
  }
}
