import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { EmulatorClock } from '../../emulator/clock/emulator-clock.ts';
import { serveWixRest } from '../../emulator/rest/serve-wix-rest.ts';
import { createWixRest, type WixRest } from '../../emulator/rest/wix-rest.ts';
import type { WebhookSigner } from '../../emulator/webhooks/webhook-signer.ts';
import { openLibsql } from '../../hosts/sql/open-libsql.ts';
import type { Sql } from '../../hosts/sql/sql.ts';
import type { ServerLog } from '../../hosts/webhook-server/log.ts';
import { createOuterPorts } from '../../hosts/webhook-server/outer-ports.ts';
import { readPublicKey } from '../../hosts/webhook-server/public-key.ts';
import { loadRuleFile } from '../../hosts/webhook-server/rule-file.ts';
import { startServer, type RunningServer } from '../../hosts/webhook-server/server.ts';
import { parseTemplates } from '../build/emails/build-templates.ts';
import { CliError } from '../workbench/cli-error.ts';
import { readEventTime } from '../workbench/local-site/event-time.ts';
import { readOrCreateWebhookKey } from '../workbench/local-site/webhook-key.ts';
import { APP_ID } from '../workbench/payload/webhook-event.ts';
import { createJournal, type Journal } from './journal.ts';
import { parseJson } from '../../src/backend/order-events/values/parse-json.ts';

/** A webhook server on this machine with an emulated Wix behind it. It needs no account, and nothing leaves the machine. */
export interface LocalServer {
  /** URL that receives the webhooks. */
  readonly url: string;
  readonly signer: WebhookSigner;
  readonly journal: Journal;
  readonly rest: WixRest;
  readonly server: RunningServer;
  readonly sql: Sql;
  /** The server's clock. It is never behind an event received, so that sample events are not in its future. */
  readonly clock: EmulatorClock;
  stop(): Promise<void>;
}

/** Options for opening a local server. */
export interface LocalServerOptions {
  /** Folder of the repository that contains the rules and templates. */
  readonly root: string;
  /** Folder of the signing key, which `event fire --to` uses. */
  readonly folder: string;
  /** Path of the SQLite file. */
  readonly file: string;
  /** Default: any free port. */
  readonly port?: number;
  readonly log: ServerLog;
  /** Initial server time, in milliseconds since 1970. */
  readonly startAt: number;
}

/** Not secret: it only grants access to the Wix emulated on this machine. */
const LOCAL_SECRET = 'a secret of this machine, for the Wix of this machine alone';

/** Starts the server on the SQLite file `file`. */
export async function openLocalServer({
  root,
  folder,
  file,
  port = 0,
  startAt,
  log,
}: LocalServerOptions): Promise<LocalServer> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const signer = readOrCreateWebhookKey(folder);
  const publicKey = readPublicKey(signer.publicKey);
  if ('fault' in publicKey) throw new CliError('state-not-readable', `The key in ${folder} is ${publicKey.fault}.`);
  const journal = createJournal();
  const clock = followingClock(startAt);
  const rest = createWixRest({ app: { appId: APP_ID, appSecret: LOCAL_SECRET }, clock });
  const served = await serveWixRest(rest);
  const site = loadRuleFile(join(root, 'src/backend/notification-rules.ts'), root);
  const config = {
    appId: APP_ID,
    appSecret: LOCAL_SECRET,
    publicKey,
    digestKey: LOCAL_SECRET,
    wixUrl: served.url,
    databaseUrl: '',
    rulesFolder: '',
    host: '127.0.0.1',
    port,
    role: 'all',
    mail: { kind: 'kept' },
    logLevel: 'info',
  } as const;
  const outer = createOuterPorts(config, {
    rulesOf: () => site,
    templates: parseTemplates(readFileSync(join(root, 'src/backend/email-templates.js'), 'utf8')) ?? {},
    fetch,
    now: clock.now,
    keep: journal.keep,
    readSecret: () => Promise.resolve(undefined),
  });
  const sql = openLibsql(file);
  const server = await startServer(config, {
    sql,
    ...outer,
    now: clock.now,
    random: Math.random,
    log,
    watch: {
      arrived(webhook) {
        journal.arrived(webhook);
        rest.site(webhook.instanceId);
        clock.advanceTo(readEventTime(parseJson(webhook.body)) ?? 0);
      },
      answered: journal.answered,
      handled: journal.handled,
    },
  });
  return {
    url: `${server.url}/webhooks`,
    signer,
    journal,
    rest,
    server,
    sql,
    clock,
    async stop() {
      await server.stop();
      await served.close();
    },
  };
}

/** Creates a clock that starts at `startAt` and runs with this machine's clock. */
function followingClock(startAt: number): EmulatorClock {
  let ahead = startAt - Date.now();
  const now = (): number => Date.now() + ahead;
  const set = (ms: number): void => void (ahead = ms - Date.now());
  return {
    now,
    set,
    advanceTo: (ms) => set(Math.max(now(), ms)),
    advanceBy: (ms) => set(now() + Math.max(0, ms)),
  };
}
