import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { lookUp, type EventPath } from './event-path.ts';

/** Places of the order in the dialects, the more specific first. */
const places: readonly EventPath[] = [
  ['entity'],
  ['data', 'order'],
  ['updatedEvent', 'currentEntity'],
  ['createdEvent', 'entity'],
  ['actionEvent', 'body', 'order'],
  ['data'],
];

/** Returns the path of the order in an event; it is the root for tickets, which have no envelope. */
export function findOrder(event: unknown): EventPath {
  return places.find((place) => isJsonObject(lookUp(event, place).value)) ?? [];
}
