/**
 * Oddities of an event that was still understood.
 * - `order-under-data`, `order-under-entity`: the order was where another handler's event has it
 * - `event-time-missing`: the event names no time, so its arrival is used
 * - `entity-id-mismatch`: the metadata names another order than the order itself; the order's own id counts
 * - `unreadable-date`, `unreadable-amount`: a field that could not be read was left out
 * - `unexpected-type: <path>`: the field at the path has another type than documented, or is an id that is too long; it
 *   counts as absent
 */
export type WarningCode =
  | 'order-under-data'
  | 'order-under-entity'
  | 'event-time-missing'
  | 'entity-id-mismatch'
  | 'unreadable-date'
  | 'unreadable-amount'
  | `unexpected-type: ${string}`;
