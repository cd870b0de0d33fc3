import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { handlerNames, payloadFolderOf, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { parseOrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { isJsonObject, type Json, type JsonObject } from '../../tools/workbench/payload/json.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent, parsedShopOrder, parsedTicketOrder, receivedAt } from '../support/parsed-order.ts';

const root = join(__dirname, '../..');
const SHOP = 'wixEcom_onOrderUpdated';
const TICKETS = 'wixEvents_onOrderUpdated';

/** One value of each type that JSON has. */
const values: readonly Json[] = [null, true, 7, 'x', ['x'], { x: 1 }];

/** Without these there is no order at all, or none with an id. */
const indispensable = new Set(['orderNumber', 'entity', 'data', 'data.order', 'data.orderTransactions']);

const files = handlerNames.flatMap((handler) => {
  const folder = join(root, payloadFolderOf(handler));
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name): [HandlerName, string] => [handler, name]);
});

describe('a value of another type', () => {
  it.each(files)('costs no event of %s: %s', (handler, name) => {
    const event = readPayload(handler, name);
    const rejected: string[] = [];
    for (const path of pathsOf(event)) {
      for (const value of values) {
        const parsed = parseOrderEvent(handler, replaced(event, path, value), receivedAt);
        if (parsed.kind === 'rejected') rejected.push(path.join('.'));
      }
    }

    expect(rejected.filter((path) => !indispensable.has(path))).toEqual([]);
  });

  it('is warned of by its path, and costs that field alone', () => {
    const raw = changed(documentedPayload(SHOP), {
      'entity.buyerInfo.email': 5,
      'entity.lineItems.0.price': 'much',
      'entity.shippingInfo': [],
    });
    const { order, warnings } = parsedEvent(SHOP, raw);

    expect(warnings).toEqual([
      'unexpected-type: entity.buyerInfo.email',
      'unexpected-type: entity.shippingInfo',
      'unexpected-type: entity.lineItems.0.price',
    ]);
    expect(order).toMatchObject({ contactId: '24de6f0b-60ce-4faa-9138-2e39f1415615', email: undefined });
    expect(parsedShopOrder(raw).lineItems).toMatchObject([{ name: 'Watch', quantity: '1', price: undefined }]);
  });

  it('of an item costs the item, where the item is it', () => {
    const items: Json[] = [7, { _id: 'item-1', quantity: 2 }];
    const order = parsedShopOrder(changed(documentedPayload(SHOP), { 'entity.lineItems': items }));

    expect(order.lineItems).toMatchObject([{ id: 'item-1', quantity: '2' }]);
  });

  it('does not touch the event that it stands in', () => {
    const raw = changed(documentedPayload(SHOP), { 'entity.buyerInfo.email': 5 });
    parsedEvent(SHOP, raw);

    expect(raw).toEqual(changed(documentedPayload(SHOP), { 'entity.buyerInfo.email': 5 }));
  });

  it('is warned of twenty times at most', () => {
    const activities = Array.from({ length: 1000 }, (): Json => ({ type: 7 }));
    const { warnings } = parsedEvent(SHOP, changed(documentedPayload(SHOP), { 'entity.activities': activities }));

    expect(warnings).toHaveLength(20);
  });
});

describe('an answer of a form', () => {
  it.each([
    [41, '41'],
    [true, 'true'],
  ])('that is no text is compared as text: %p', (value, text) => {
    const inputValues: Json[] = [{ inputName: 'age', value, values: [] }];
    const raw = changed(documentedPayload(TICKETS), { 'checkoutForm.inputValues': inputValues });

    expect(parsedTicketOrder(raw).buyer['age']).toBe(text);
    expect(parsedEvent(TICKETS, raw).warnings).toEqual([]);
  });
});

function readPayload(handler: HandlerName, name: string): JsonObject {
  const event: unknown = JSON.parse(readFileSync(join(root, payloadFolderOf(handler), name), 'utf8'));
  if (!isJsonObject(event)) throw new Error(`${name} is no object`);
  return event;
}

function pathsOf(value: unknown): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [[key], ...pathsOf(item).map((path) => [key, ...path])]);
}

/** A copy in which the value at the path is another. */
function replaced(value: unknown, [key, ...rest]: readonly string[], item: Json): unknown {
  if (key === undefined) return item;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.map((each, index) => (String(index) === key ? replaced(each, rest, item) : each));
  }
  return isJsonObject(value) ? { ...value, [key]: replaced(value[key], rest, item) } : value;
}
