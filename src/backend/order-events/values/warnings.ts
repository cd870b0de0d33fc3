/**
 * What was odd about an event that was still understood.
 * - `order-under-data`, `order-under-entity`: the order stood where another handler's event has it
 * - `event-time-missing`: the event names no time, so the time of its arrival is used
 * - `entity-id-mismatch`: the metadata names another order than the order itself; the order's own id counts
 * - `unreadable-date`, `unreadable-amount`: a field that could not be read was left out
 * - `unexpected-type: <path>`: the field at the path is of another type than documented, or an id of an insane length; it
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
