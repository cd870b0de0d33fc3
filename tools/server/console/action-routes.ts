import { sValidator } from '@hono/standard-validator';
import type { Hono } from 'hono';
import * as v from 'valibot';

import { appInstalled, appRemoved } from '../../../emulator/webhooks/app-events.ts';
import { postWebhook } from '../../../emulator/webhooks/post-webhook.ts';
import type { AppEvent } from '../../../emulator/webhooks/webhook-signer.ts';
import { createInbox } from '../../../hosts/sql/inbox.ts';
import { retryPolicy } from '../../../hosts/webhook-server/retry-policy.ts';
import { fireSchema } from '../../console/contract/requests.ts';
import { refuse } from '../../console/http/guard-requests.ts';
import { refuseInvalid } from '../../console/http/refuse-invalid.ts';
import { prepareEvents } from '../../console/payload/prepare-events.ts';
import { requireHandler } from '../../workbench/payload/require-handler.ts';
import { APP_ID, INSTANCE_ID, toWebhookEvent } from '../../workbench/payload/webhook-event.ts';
import type { LocalServer } from '../local-server.ts';

const SECOND_MS = 1_000;

const installationSchema = v.object({
  instanceId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  isRemoved: v.boolean(),
});

/** Adds the routes for the actions of pages. Events are sent as Wix sends them: signed, in an HTTP request. */
export function addActionRoutes(app: Hono, server: LocalServer): void {
  const { journal, sql, clock } = server;
  app.post('/api/fire', sValidator('json', fireSchema, refuseInvalid), async (context) => {
    const { events, renewal } = context.req.valid('json');
    const prepared = prepareEvents(events, renewal, clock.now());
    if (prepared.kind === 'refused') return refuse(context, 400, prepared.problem);
    let number: number | undefined;
    for (const request of prepared.requests) {
      if (request.kind !== 'event') continue;
      const { handler, json } = request;
      const event = toWebhookEvent(requireHandler(handler), INSTANCE_ID, { event: JSON.parse(json), json });
      number = await send(event, server);
    }
    return context.json({ number });
  });
  app.post('/api/webhooks/:number/again', async (context) => {
    const entry = journal.entry(Number(context.req.param('number')));
    if (entry === undefined) return refuse(context, 404, noWebhook);
    return context.json({ number: await send(entry, server) });
  });
  app.post('/api/webhooks/:number/retry', async (context) => {
    const entry = journal.entry(Number(context.req.param('number')));
    if (entry === undefined) return refuse(context, 404, noWebhook);
    const { number, id, instanceId } = entry;
    // First, so that the result is not mistaken for the earlier failure.
    journal.revived(number);
    if (await createInbox(sql, instanceId, retryPolicy).revive(id, clock.now())) return context.json({ number });
    return refuse(context, 409, { message: 'It is not dead any more.', next: 'Look at its inbox step.' });
  });
  app.post('/api/installations', sValidator('json', installationSchema, refuseInvalid), async (context) => {
    const { instanceId, isRemoved } = context.req.valid('json');
    const told = isRemoved ? appRemoved : appInstalled;
    return context.json({ number: await send(told({ appId: APP_ID, instanceId }), server) });
  });
}

const noWebhook = {
  message: 'This webhook is not kept any more: the newest 2,000 are.',
  next: 'Go back to the list.',
};

/** Signs and posts an event. Returns the number of its webhook; `undefined` if the server did not answer. */
async function send(event: AppEvent, { url, signer, clock, journal }: LocalServer): Promise<number | undefined> {
  const { eventType, instanceId, body } = event;
  // A token has whole seconds; rounded down, a removal would be older than an event of the same second.
  const signedAt = Math.ceil(clock.now() / SECOND_MS) * SECOND_MS;
  await postWebhook(url, signer.sign({ eventType, instanceId, body }, signedAt));
  return journal.list().find((entry) => entry.body === body && entry.eventType === eventType)?.number;
}
