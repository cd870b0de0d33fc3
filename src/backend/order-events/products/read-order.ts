import { present, type FieldIssue, type FieldReader, type Shape } from '../values/fields.ts';
import type { Instant } from '../values/instant.ts';
import type { JsonObject } from '../values/json-object.ts';
import { readFields } from '../values/read-fields.ts';
import { joinPath, rejectionOf, type Rejection } from '../values/rejection.ts';

/** An order as Wix sent it, and its place in its event. */
export interface FoundOrder {
  readonly order: JsonObject;
  readonly orderPath: string;
  /** Id of the order in the metadata of its event. */
  readonly entityId: string | undefined;
}

/** An order that was read, and what an event that is itself the order says about the event. */
export interface ReadOrder<Order> {
  readonly order: Order;
  /** Time of the event, if the order names it. */
  readonly at: Instant | undefined;
  readonly isAnonymized: boolean;
}

type EntityIds = { readonly _id?: string | null | undefined; readonly id?: string | null | undefined };

/** Creates the reader of orders that are entities: with an id of their own, and with the time of the event elsewhere. */
export function createEntityReader<Raw extends EntityIds, Order>(
  shape: Shape<Raw>,
  read: (raw: Raw, id: string, reader: FieldReader) => Order,
): (found: FoundOrder, reader: FieldReader) => ReadOrder<Order> | Rejection {
  return function readEntity({ order: raw, orderPath, entityId }, reader) {
    const { output, issues } = readFields(shape, raw, orderPath, reader.warnings);
    const id = present(output._id) ?? present(output.id) ?? entityId;
    if (id === undefined) return rejectionOfId(orderPath, '_id', output._id, issues);
    return { order: read(output, id, reader), at: undefined, isAnonymized: false };
  };
}

/** Returns the rejection of an order without an id, which describes what is in its place. */
export function rejectionOfId(
  orderPath: string,
  field: string,
  read: string | null | undefined,
  issues: readonly FieldIssue[],
): Rejection {
  const issue = issues.find(({ keys }) => keys.length === 1 && keys[0] === field);
  return rejectionOf(joinPath(orderPath, field), issue?.expected ?? 'text', issue?.value ?? read);
}
