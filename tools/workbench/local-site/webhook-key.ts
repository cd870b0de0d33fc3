import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createWebhookSigner, type WebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import { CliError } from '../cli-error.ts';

const FILE_NAME = 'webhook-key.pem';

/**
 * The signer of a state folder, for whoever signs webhooks and whoever verifies them by its `publicKey`. Its throw-away key is made
 * once, and only this user can read it. Throws CliError when the file holds something else.
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

/** Of two processes that make one at the same time, both use the first: a link to a whole file, and none where there is one. */
function createKey(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, createWebhookSigner().privateKey, { mode: 0o600 });
  try {
    linkSync(own, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(own);
  }
}
