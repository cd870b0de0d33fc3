import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { meaningOf } from '../../../../hosts/webhook-server/event-types.ts';
import { parsedEvent } from '../../../support/parsed-order.ts';
import { listPayloads } from '../../../../tools/workbench/payload/payload-library.ts';
import { parseJsonObject, valueAt } from '../../../../tools/workbench/payload/json.ts';
import { requireHandler } from '../../../../tools/workbench/payload/require-handler.ts';
import { toWebhookEvent } from '../../../../tools/workbench/payload/webhook-event.ts';

const root = join(__dirname, '../../../..');
const payloads = listPayloads(root).map(({ handler, name, file }) => [handler, name, file] as const);

describe.each(payloads)('the webhook of %s %s', (name, _payload, file) => {
  const handler = requireHandler(name);
  const json = readFileSync(file, 'utf8');
  const event = parseJsonObject(json);

  it.each([{ asJson: false }, { asJson: true }])('has the same order as its payload: %j', (options) => {
    const webhook = toWebhookEvent(handler, 'i1', { event, json }, options);
    const inVelo = parsedEvent(handler, event);
    const inRest = parsedEvent(handler, JSON.parse(webhook.body));

    expect(webhook.instanceId).toBe('i1');
    expect(meaningOf(webhook.eventType)).toEqual({ kind: 'order-event', handler });
    expect(inRest.order).toEqual(inVelo.order);
    expect([inRest.eventId, inRest.at, inRest.carries]).toEqual([inVelo.eventId, inVelo.at, inVelo.carries]);
  });
});

describe('a webhook', () => {
  it.each([
    ['wixEcom_onOrderCreated', 'wix.ecom.v1.order', 'created', 'createdEvent'],
    ['wixEcom_onOrderCanceled', 'wix.ecom.v1.order', 'canceled', 'actionEvent'],
    ['wixEcom_onOrderTransactionsUpdated', 'wix.ecom.v1.order_transactions', 'updated', 'actionEvent'],
    ['wixEcom_onFulfillmentsUpdated', 'wix.ecom.v1.fulfillments', 'updated', 'updatedEvent'],
    ['wixPricingPlans_onOrderCycleStarted', 'wix.pricing_plans.v2.order', 'cycle_started', 'actionEvent'],
  ] as const)('of %s says what it is about', (handler, entityFqdn, slug, wrapper) => {
    const json = readFileSync(join(root, 'payloads', handler, 'example.json'), 'utf8');
    const body = JSON.parse(toWebhookEvent(handler, 'i1', { event: parseJsonObject(json), json }).body) as unknown;

    expect(body).toMatchObject({ entityFqdn, slug, [wrapper]: expect.anything() });
    expect(valueAt(body, 'metadata')).toBeUndefined();
  });

  it.each([
    ['a REST body', '{"id":"e1","updatedEvent":{"currentEntity":{"id":"o1"}}}'],
    ['a text', '"no event"'],
    ['JSON text inside', '{"data":"{}"}'],
  ])('of %s is what was given', (_what, json) => {
    expect(toWebhookEvent('wixEcom_onOrderUpdated', 'i1', { event: JSON.parse(json), json })).toEqual({
      eventType: 'wix.ecom.v1.order_updated',
      instanceId: 'i1',
      body: json,
    });
  });
});
