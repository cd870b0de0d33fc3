import * as v from 'valibot';

import { present, type FieldReader } from '../values/fields.ts';
import type { Instant } from '../values/instant.ts';
import type { JsonObject } from '../values/json-object.ts';
import { joinPath, rejectionOf, rejectionOfIssue, type Rejection } from '../values/rejection.ts';

/** An order as it came, and where it stands in its event. */
export interface FoundOrder {
  readonly order: JsonObject;
  readonly orderPath: string;
  /** The order's id by the metadata of its event. */
  readonly entityId: string | undefined;
}

/** An order that was read, and what an event that is the order itself says beside it. */
export interface ReadOrder<Order> {
  readonly order: Order;
  /** When the event happened, where the order says so. */
  readonly at: Instant | undefined;
  readonly isAnonymized: boolean;
}

type EntityIds = { readonly _id?: string | null | undefined; readonly id?: string | null | undefined };

/** Makes the reader of orders that are entities: with an id of their own, and with the time of the event elsewhere. */
export function createEntityReader<Raw extends EntityIds, Order>(
  schema: v.GenericSchema<unknown, Raw>,
  read: (raw: Raw, id: string, reader: FieldReader) => Order,
): (found: FoundOrder, reader: FieldReader) => ReadOrder<Order> | Rejection {
  return function readEntity({ order: raw, orderPath, entityId }, reader) {
    const result = v.safeParse(schema, raw);
    if (!result.success) return rejectionOfIssue(orderPath, result.issues[0]);
    const { output } = result;
    const id = present(output._id) ?? present(output.id) ?? entityId;
    if (id === undefined) return rejectionOf(joinPath(orderPath, '_id'), 'text', output._id);
    return { order: read(output, id, reader), at: undefined, isAnonymized: false };
  };
}
