import { serve } from '@hono/node-server';
import { Hono } from 'hono';

import { migrate } from '../../../../hosts/sql/migrate.ts';
import type { Sql } from '../../../../hosts/sql/sql.ts';
import { laneOf, withOrder } from '../../../../hosts/sql/with-order.ts';
import { readConfig } from '../../../../hosts/webhook-server/config.ts';
import { meaningOf } from '../../../../hosts/webhook-server/event-types.ts';
import { createLog } from '../../../../hosts/webhook-server/log.ts';
import { openDatabase } from '../../../../hosts/webhook-server/open-database.ts';
import { createOuterPorts } from '../../../../hosts/webhook-server/outer-ports.ts';
import { SERVER_LEASE_MS } from '../../../../hosts/webhook-server/server.ts';
import { createTenantCores } from '../../../../hosts/webhook-server/tenant-cores.ts';
import { loadTenantRules } from '../../../../hosts/webhook-server/tenant-rules.ts';
import { verifyWebhook } from '../../../../hosts/webhook-server/verify-webhook.ts';
import { emailTemplates } from '../../../../src/backend/email-templates.js';
import type { HandlerName } from '../../../../src/backend/order-events/handlers/handlers.ts';
import { parseOrderEvent, type OrderEvent } from '../../../../src/backend/order-events/handlers/parse-order-event.ts';
import { instantOfNow } from '../../../../src/backend/order-events/values/instant.ts';

/** Received order event, in a form that JSON can represent. */
export interface ReceivedEvent {
  readonly id: string;
  readonly instanceId: string;
  /** Key of the order; events with the same key are handled one at a time. */
  readonly lane: string;
  readonly handler: HandlerName;
  readonly raw: unknown;
  readonly receivedAt: number;
}

/** Building blocks for a program of the benchmark. */
export interface Program {
  readonly databaseUrl: string;
  /** Handles an event in one transaction, then sends its notifications. Throws on failure. */
  handle(event: ReceivedEvent): Promise<void>;
  /** Answers each verified webhook when `take` has resolved; calls `stop` before it ends. */
  serve(take: (event: ReceivedEvent) => Promise<void>, stop?: () => Promise<void>): void;
}

/** Opens the stores and the core of the server, without its inbox, configured by environment variables. */
export async function openProgram(): Promise<Program> {
  const read = readConfig(process.env);
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.faults));
  const { config } = read;
  const rules = loadTenantRules(config.rulesFolder);
  if (rules.kind === 'invalid') throw new Error(rules.faults.join());
  const log = createLog(config.logLevel);
  const sql = openDatabase(config.databaseUrl);
  await migrate(sql);
  const outer = createOuterPorts(config, {
    rulesOf: rules.of,
    templates: emailTemplates,
    fetch,
    now: Date.now,
    keep: () => Promise.reject(new Error('Nothing is kept here')),
    readSecret: () => Promise.resolve(undefined),
  });
  const coreOf = createTenantCores({
    ...{ sql, leaseMs: SERVER_LEASE_MS, digestKey: config.digestKey, now: Date.now, random: Math.random, log },
    ...outer,
  });

  return {
    databaseUrl: config.databaseUrl,
    handle: (event) => handleEvent(event, sql, coreOf),
    serve(take, stop) {
      const app = new Hono();
      app.post('/webhooks', async (context) => {
        const receivedAt = Date.now();
        const verified = await verifyWebhook(await context.req.text(), config.publicKey, receivedAt);
        if (verified.kind === 'refused') return context.text(verified.reason, 401);
        const { id, instanceId, eventType, body } = verified.webhook;
        const meaning = meaningOf(eventType);
        if (meaning.kind !== 'order-event') return context.text('unknown-type');
        const { handler } = meaning;
        const raw: unknown = JSON.parse(body);
        const { product, id: orderId } = orderOf(handler, raw, receivedAt);
        await take({ id, instanceId, lane: laneOf(product, orderId), handler, raw, receivedAt });
        return context.text('done');
      });
      const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, ({ port }) => {
        log('listening', { url: `http://${config.host}:${String(port)}` });
      });
      process.once('SIGTERM', () => {
        server.close(() => void (stop?.() ?? Promise.resolve()).then(() => sql.close()).then(() => process.exit(0)));
      });
    },
  };
}

async function handleEvent(
  { instanceId, handler, raw, receivedAt }: ReceivedEvent,
  sql: Sql,
  coreOf: ReturnType<typeof createTenantCores>,
): Promise<void> {
  const { orderEvents, site } = coreOf(instanceId);
  const { product, id } = orderOf(handler, raw, receivedAt);
  const sendAll = await withOrder(
    product,
    id,
    ({ stores }) => orderEvents.handleInTransaction({ handler, raw, receivedAt }, site, stores),
    instanceId,
    sql,
  );
  await sendAll();
}

function orderOf(handler: HandlerName, raw: unknown, receivedAt: number): OrderEvent['order'] {
  const parsed = parseOrderEvent(handler, raw, instantOfNow(receivedAt));
  if (parsed.kind === 'rejected') throw new Error('The event is rejected');
  return parsed.event.order;
}
