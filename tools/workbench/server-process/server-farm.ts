import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { EmulatorClock } from '../../../emulator/clock/emulator-clock.ts';
import { serveWixRest } from '../../../emulator/rest/serve-wix-rest.ts';
import { createWixRest, type WixRest } from '../../../emulator/rest/wix-rest.ts';
import { createWebhookSigner, type WebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import { APP_ID } from '../payload/webhook-event.ts';
import { createServerProcess, type ServerProcess } from './server-process.ts';

/** Processes of the built server on one database, with a local Wix that signs their webhooks and sends their emails. */
export interface ServerFarm {
  readonly processes: readonly ServerProcess[];
  readonly rest: WixRest;
  readonly signer: WebhookSigner;
  /** Kills all running processes. */
  close(): Promise<void>;
}

/** Options of a server farm. */
export interface FarmOptions {
  /** Folder of the built server, which resolves its packages from there. */
  readonly folder: string;
  readonly databaseUrl: string;
  readonly count: number;
  readonly role?: 'all' | 'web';
  /** Milliseconds until Wix answers a request to send an email; the email itself is sent immediately. */
  readonly emailMs?: number;
  /** Installations of the app. */
  readonly instanceIds: readonly string[];
  /** File in the folder to run. */
  readonly program?: string;
}

const SEND_PATH = '/email-transmissions/v1/email-transmissions/send';
const SECRET = 'a secret of this machine, for the Wix of this machine alone';

/** Creates a folder in `node_modules`, so that a bundle there can resolve its packages; the caller removes it. */
export function createBundleFolder(): string {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, 'order-events-server-'));
}

/** Sets up a farm without starting its processes. */
export async function openServerFarm({
  folder,
  databaseUrl,
  count,
  role = 'all',
  emailMs = 0,
  instanceIds,
  program = 'server.js',
}: FarmOptions): Promise<ServerFarm> {
  const signer = createWebhookSigner();
  const rest = createWixRest({ app: { appId: APP_ID, appSecret: SECRET }, clock: machineClock });
  for (const instanceId of instanceIds) rest.site(instanceId);
  if (emailMs > 0) rest.setFault({ path: SEND_PATH, times: Infinity, what: { kind: 'delay', ms: emailMs } });
  const served = await serveWixRest(rest);
  const env = {
    WIX_APP_ID: APP_ID,
    WIX_APP_SECRET: SECRET,
    WIX_APP_PUBLIC_KEY: signer.publicKey,
    WIX_API_URL: served.url,
    DATABASE_URL: databaseUrl,
    RULES_DIR: join(folder, 'rules'),
    MAIL: 'wix',
    ROLE: role,
  };
  const processes = Array.from({ length: count }, () => createServerProcess(join(folder, program), env));
  return {
    processes,
    rest,
    signer,
    async close() {
      for (const each of processes) if (each.isRunning()) await each.end('SIGKILL');
      await served.close();
    },
  };
}

/** Real clock of the machine, which the processes use; it cannot be set. */
const machineClock: EmulatorClock = {
  now: Date.now,
  set: () => undefined,
  advanceTo: () => undefined,
  advanceBy: () => undefined,
};

/** Removes the folder of a bundle. */
export function removeBundleFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
