import { readFileSync } from 'node:fs';

import { createWebhookSigner, type AppEvent } from '../../../emulator/webhooks/webhook-signer.ts';
import type { KeptEmail } from '../../../hosts/mail/mail-settings.ts';
import type { Sql } from '../../../hosts/sql/sql.ts';
import { keepDelivery } from '../../../hosts/webhook-server/keep-delivery.ts';
import { createMetrics } from '../../../hosts/webhook-server/metrics.ts';
import { createOuterPorts } from '../../../hosts/webhook-server/outer-ports.ts';
import { createSlots } from '../../../hosts/webhook-server/slots.ts';
import { createTenantCores } from '../../../hosts/webhook-server/tenant-cores.ts';
import { loadRuleFile } from '../../../hosts/webhook-server/rule-file.ts';
import {
  deliverDue,
  eraseRemoved,
  handleWaiting,
  runJobs,
  type WorkDeps,
} from '../../../hosts/webhook-server/worker.ts';
import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import type { SiteRules } from '../../../src/backend/order-events/rules/site-rules.ts';
import { changed, type PayloadChanges } from '../../../tools/workbench/payload/changed-event.ts';
import { readDocumentedPayload } from '../../../tools/workbench/payload/documented-payloads.ts';
import { parseTemplates } from '../../../tools/build/emails/build-templates.ts';
import { openEndpoint } from './open-endpoint.ts';
import { toWebhookEvent } from '../../../tools/workbench/payload/webhook-event.ts';

const signer = createWebhookSigner();
const templates = parseTemplates(readFileSync('src/backend/email-templates.js', 'utf8')) ?? {};

export const shippedRules = loadRuleFile('src/backend/notification-rules.ts');

/** Creates a webhook of an installation from the documented event of a handler, with changes. */
export function webhookOf(handler: HandlerName, instanceId: string, changes: PayloadChanges = {}): AppEvent {
  const event = changed(readDocumentedPayload(process.cwd(), handler), changes);
  return toWebhookEvent(handler, instanceId, { event, json: JSON.stringify(event) });
}

/** One minute after the documented payment. */
export const paidAt = Date.UTC(2023, 0, 16, 13, 54, 11);

/** The documented payment. */
export function paymentOf(instanceId: string): AppEvent {
  return webhookOf('wixEcom_onOrderPaymentStatusUpdated', instanceId, {
    'metadata.eventTime': '2023-01-16T13:54:00.000000Z',
    'data.previousPaymentStatus': 'NOT_PAID',
    'data.order.paymentStatus': 'PAID',
  });
}

/** Creates a clock that stands still until it is set. */
export interface TestClock {
  readonly at: number;
}

/** A process of the server on a database: it receives webhooks, and works on request. */
export function openProcess(
  sql: Sql,
  clock: TestClock,
  { rulesOf = () => shippedRules }: { readonly rulesOf?: (instanceId: string) => SiteRules } = {},
) {
  const emails: KeptEmail[] = [];
  const logged: { readonly message: string; readonly [name: string]: unknown }[] = [];
  const now = (): number => clock.at;
  const log = (message: string, details: object): void => void logged.push({ message, ...details });
  const outer = createOuterPorts(
    { appId: 'app', appSecret: 'secret', wixUrl: 'http://127.0.0.1:9', mail: { kind: 'kept' } },
    {
      rulesOf,
      templates,
      fetch: () => Promise.reject(new Error('Wix does not answer here')),
      now,
      keep: (email) => Promise.resolve(void emails.push(email)),
      readSecret: () => Promise.resolve(undefined),
    },
  );
  const leaseMs = 90_000;
  const coreOf = createTenantCores({ sql, leaseMs, digestKey: 'k'.repeat(32), ...outer, now, random: () => 0.5, log });
  const metrics = createMetrics(() => Promise.resolve({ waiting: 0, dead: 0 }), now);
  const slots = createSlots(10);
  const deps: WorkDeps = { sql, coreOf, slots, leaseMs, concurrency: 2, now, isRunning: () => true, metrics, log };
  const { post } = openEndpoint(signer.publicKey, {
    keep: (delivery) => keepDelivery(delivery, { sql, coreOf, wake: () => undefined }),
    metrics,
    now,
    log,
  });
  return {
    emails,
    logged,
    coreOf,
    deps,
    /** Posts an event, and returns the status and the text of the answer. */
    async post(event: AppEvent): Promise<string> {
      const { status, text } = await post(signer.sign(event, clock.at));
      return `${String(status)} ${text}`;
    },
    /** Works until nothing is left to do at this time. */
    async work(): Promise<void> {
      await eraseRemoved(deps);
      while ((await handleWaiting(deps)) > 0) await slots.drain();
      while ((await deliverDue(deps)) > 0) await slots.drain();
    },
    async runJobs(): Promise<void> {
      await runJobs(deps);
      await slots.drain();
    },
  };
}
