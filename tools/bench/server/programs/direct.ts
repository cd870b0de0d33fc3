import { serve } from '@hono/node-server';
import { Hono } from 'hono';

import { migrate } from '../../../../hosts/sql/migrate.ts';
import { withOrder } from '../../../../hosts/sql/with-order.ts';
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
import { parseOrderEvent } from '../../../../src/backend/order-events/handlers/parse-order-event.ts';
import { instantOfNow } from '../../../../src/backend/order-events/values/instant.ts';

// The same core on the same stores without an inbox: an answer comes when the work is done and its emails are sent.
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

const app = new Hono();
app.post('/webhooks', async (context) => {
  const receivedAt = Date.now();
  const verified = await verifyWebhook(await context.req.text(), config.publicKey, receivedAt);
  if (verified.kind === 'refused') return context.text(verified.reason, 401);
  const { instanceId, eventType, body } = verified.webhook;
  const meaning = meaningOf(eventType);
  if (meaning.kind !== 'order-event') return context.text('unknown-type');
  const { handler } = meaning;
  const raw: unknown = JSON.parse(body);
  const parsed = parseOrderEvent(handler, raw, instantOfNow(receivedAt));
  if (parsed.kind === 'rejected') return context.text('rejected', 400);
  const { orderEvents, site } = coreOf(instanceId);
  const { product, id } = parsed.event.order;
  const sendAll = await withOrder(
    product,
    id,
    ({ stores }) => orderEvents.handleInTransaction({ handler, raw, receivedAt }, site, stores),
    instanceId,
    sql,
  );
  await sendAll();
  return context.text('done');
});

const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, ({ port }) => {
  log('listening', { url: `http://${config.host}:${String(port)}` });
});
process.once('SIGTERM', () => {
  server.close(() => void sql.close().then(() => process.exit(0)));
});
