import { changed, type PayloadChanges } from '../../workbench/payload/changed-event.ts';
import { isJsonObject, type Json, type JsonObject } from '../../workbench/payload/json.ts';
import type { PayloadOf } from '../../workbench/payload/documented-payloads.ts';
import type { ScenarioEvent } from '../scenario.ts';

/** Creates an activity of a shop order. */
export function activity(type: string, at: string, more: JsonObject = {}): JsonObject {
  return { _createdDate: at, type, ...more };
}

/** Creates the activity of a full refund. */
export function refundOfAll(at: string): JsonObject {
  return activity('ORDER_REFUNDED', at, { orderRefunded: { amount: { amount: '40.00' }, manual: false, reason: '' } });
}

/** The only activity of the documented order. */
export const orderPlaced: Json = { _createdDate: '2023-01-16T13:53:10.776Z', type: 'ORDER_PLACED' };

/** A state of a shop order at a time on 16 January 2023 (`14:40:02`). */
export interface ShopState {
  readonly name: string;
  readonly time: string;
  readonly changes: PayloadChanges;
}

/** Creates a `wixEcom_onOrderUpdated` event of the documented order in a certain state. */
export function shopUpdate(payloadOf: PayloadOf, { name, time, changes }: ShopState): ScenarioEvent {
  const raw = changed(payloadOf('wixEcom_onOrderUpdated'), {
    'metadata.id': `update-${name}`,
    'metadata.eventTime': `2023-01-16T${time}.143235Z`,
    'entity._updatedDate': `2023-01-16T${time}.099Z`,
    ...changes,
  });
  return { name, handler: 'wixEcom_onOrderUpdated', raw };
}

/** Creates the `wixEcom_onOrderPaymentStatusUpdated` event of the same state, some milliseconds earlier, with the previous status. */
export function paymentUpdate(payloadOf: PayloadOf, state: ShopState, previousPaymentStatus: string): ScenarioEvent {
  const name = `${state.name} (payment status)`;
  const documented = payloadOf('wixEcom_onOrderPaymentStatusUpdated');
  const raw = changed(documented, {
    'metadata.id': `payment-${state.name}`,
    'metadata.eventTime': `2023-01-16T${state.time}.119716Z`,
    'data.order': orderOf(shopUpdate(payloadOf, state)),
    'data.previousPaymentStatus': previousPaymentStatus,
  });
  return { name, handler: 'wixEcom_onOrderPaymentStatusUpdated', raw };
}

/** Returns the order of an update event, as a method would return it. */
export function orderOf({ raw }: ScenarioEvent): JsonObject {
  const { entity } = raw;
  if (!isJsonObject(entity)) throw new Error('An update event must contain its order under entity');
  return entity;
}

/** Creates the event of the documented order before its payment. */
export function placedOrder(payloadOf: PayloadOf): ScenarioEvent {
  return shopUpdate(payloadOf, { name: 'placed', time: '13:53:13', changes: {} });
}

/** The state after full payment. */
export const paid: ShopState = {
  name: 'paid',
  time: '14:40:02',
  changes: { 'entity.paymentStatus': 'PAID', 'entity.balanceSummary.balance.amount': '0.00' },
};
