import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import type { JsonObject } from '../../tools/workbench/payload/json.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import type { Delivery } from './deliver.ts';

/** How many states, keys and ids are stored. */
export function sizesOf({
  timeline,
  reportedKeys,
  eventIds,
}: Projection): Record<'timeline' | 'reportedKeys' | 'eventIds', number> {
  return { timeline: timeline.length, reportedKeys: reportedKeys.length, eventIds: eventIds.length };
}

/** An order of so many tickets, every one of which is archived on even days and taken out again on odd ones. */
export function archivingEvent(count: number, day: number, each: JsonObject = {}): Delivery {
  return ticketsEvent(count, day, { ...each, archived: day % 2 === 0 });
}

/** An order of so many tickets, each of a guest who answered a question. */
export function ticketsEvent(
  count: number,
  day: number,
  each: JsonObject = {},
  changes: PayloadChanges = {},
): Delivery {
  const tickets = Array.from({ length: count }, (_, index): JsonObject => ({
    ticketNumber: `FMXC-BZG3-OT${String(index).padStart(3, '0')}`,
    checkIn: { created: '2020-04-28T12:24:20.92Z' },
    firstName: `Guest ${String(index)}`,
    lastName: 'Doe',
    email: `guest${String(index)}@somedomain.com`,
    contactId: 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8',
    ...answersTo(1),
    ...each,
  }));
  const timestamp = `2020-05-0${String(day)}T10:00:00.000Z`;
  const payload = documentedPayload('wixEvents_onOrderUpdated');
  return { handler: 'wixEvents_onOrderUpdated', raw: changed(payload, { timestamp, tickets, ...changes }) };
}

/** The form of a guest who answered so many questions. */
export function answersTo(questions: number): JsonObject {
  const inputValues = Array.from({ length: questions }, (_item, field) => answerTo(field));
  return { form: { inputValues } };
}

function answerTo(field: number): JsonObject {
  return { inputName: `question number ${String(field)}`, value: `the answer ${String(field)}`, values: [] };
}

/** An order of so many line items, whose quantity is the day. */
export function itemsEvent(count: number, day: number): Delivery {
  const lineItems = Array.from({ length: count }, (_, index): JsonObject => ({
    _id: `1a2d7e83-4bef-31d5-09e1-${String(index).padStart(12, '0')}`,
    quantity: day,
    price: { amount: '30.00' },
  }));
  return shopEvent(day, { 'entity.lineItems': lineItems });
}

/** An event of the documented shop order, later by so many minutes. */
export function shopEvent(index: number, changes: PayloadChanges): Delivery {
  const times = {
    'metadata.id': `69020d87-0000-4000-8000-${String(index).padStart(12, '0')}`,
    'metadata.eventTime': `2023-02-01T10:${String(index).padStart(2, '0')}:00.000000Z`,
  };
  return {
    handler: 'wixEcom_onOrderUpdated',
    raw: changed(documentedPayload('wixEcom_onOrderUpdated'), { ...times, ...changes }),
  };
}
