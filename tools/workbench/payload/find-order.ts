import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { lookUp, type EventPath } from './event-path.ts';

/** Where the dialects put the order, the more particular place first. */
const places: readonly EventPath[] = [
  ['entity'],
  ['data', 'order'],
  ['updatedEvent', 'currentEntity'],
  ['createdEvent', 'entity'],
  ['actionEvent', 'body', 'order'],
  ['data'],
];

/** Where the order stands in an event: the root itself for tickets, which have no envelope. */
export function findOrder(event: unknown): EventPath {
  return places.find((place) => isJsonObject(lookUp(event, place).value)) ?? [];
}
