import { readFileSync } from 'node:fs';
import type { Command } from 'commander';

import { createWebhookSigner, type WebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import { CliError } from '../../workbench/cli-error.ts';
import { stateFolder } from '../../workbench/local-site/state-place.ts';
import { readOrCreateWebhookKey } from '../../workbench/local-site/webhook-key.ts';
import { orNotReadable } from '../../workbench/or-not-readable.ts';
import { INSTANCE_ID } from '../../workbench/payload/webhook-event.ts';
import type { WebhookTarget } from '../report/post-and-report.ts';
import type { FiringFlags, WatchFlags } from './shared-options.ts';

/** Options for sending events to a server. */
export interface WebhookFlags {
  readonly to?: string;
  readonly instance?: string;
  readonly key?: string;
  readonly remote?: true;
}

/** Adds the options that send events to a server instead of the local site. */
export function addWebhookOptions(command: Command): Command {
  return command
    .option('--to <url>', 'sign it as Wix does, and post it to this webhook server instead of the local site')
    .option('--instance <id>', 'with --to: another installation of the app')
    .option('--key <file>', 'with --to: sign with this private key (PEM) instead of the one in the state folder')
    .option('--remote', 'with --to and --key: the server may be another machine');
}

/** Returns the webhook server that the flags name, or `undefined` for the local site. Throws CliError if the flags conflict. */
export function readWebhookTarget(flags: Flags, root: string): WebhookTarget | undefined {
  const { to, instance = INSTANCE_ID, key } = flags;
  if (to === undefined) {
    refuse(flags, ['instance', 'key', 'remote'], 'goes with --to URL.');
    return undefined;
  }
  refuse(
    flags,
    ['fresh', 'clock', 'fail', 'crashAfter', 'watch'],
    'is about the local site. With --to a server handles the event.',
  );
  const url = readUrl(to);
  if (!isLoopback(url) && (flags.remote === undefined || key === undefined)) {
    const message = `--to ${to}: that is another machine. Add --remote, and --key FILE with a key whose public key that server was given.`;
    throw new CliError('wrong-arguments', message);
  }
  const signer = key === undefined ? readOrCreateWebhookKey(stateFolder(root, flags)) : readKey(key);
  return { url: url.href, instanceId: instance, signer };
}

type Flags = WebhookFlags & FiringFlags & WatchFlags;

function refuse(flags: Flags, names: readonly (keyof Flags)[], why: string): void {
  const given = names.find((name) => flags[name] !== undefined);
  if (given !== undefined) throw new CliError('wrong-arguments', `--${dashed(given)} ${why}`);
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === undefined || !isHttp || url.username !== '' || url.password !== '') {
    throw new CliError('wrong-value', `--to ${text}: write an address such as http://localhost:8080/webhooks.`);
  }
  return url;
}

/** `true` for a host that never leaves this machine: https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

function readKey(file: string): WebhookSigner {
  const privateKey = orNotReadable('key', () => readFileSync(file, 'utf8'));
  try {
    return createWebhookSigner({ privateKey });
  } catch (cause) {
    const message = `--key ${file}: that is no private RSA key. openssl genrsa 2048 writes one.`;
    throw new CliError('wrong-value', message, { cause });
  }
}
