import type { Finding } from '../../changes/finding.ts';
import { dateField, firstPresent, idField, listField, objectField, present } from '../../values/fields.ts';
import { presentList, textField, type FieldReader } from '../../values/fields.ts';
import type { DateText } from '../../values/instant.ts';
import { occurrencePart } from '../../values/key-parts.ts';

/** Fields of a fulfillment that this package reads, as Wix prints them in `wixEcom_onFulfillmentsUpdated`. */
export const fulfillmentsField = listField(
  objectField({
    _id: idField,
    id: idField,
    _createdDate: dateField,
    createdDate: dateField,
    trackingInfo: objectField({ trackingNumber: textField, shippingProvider: textField, trackingLink: textField }),
  }),
);

/** A shipment of a shop order. */
export interface Shipment {
  /** The id of the shipment; `#0`, `#1` … where Wix prints none. */
  readonly id: string;
  /** When it was made. Absent where the event has none. */
  readonly createdAt: DateText | undefined;
  /** The tracking number. Absent where the shop gave none. */
  readonly number: string | undefined;
  /** Who carries it. Absent where the shop gave none. */
  readonly provider: string | undefined;
  /** Where it can be followed. Absent where the shop gave none. */
  readonly link: string | undefined;
}

/** Reads the shipments of an order; `undefined` if nothing says whether there are any. */
export function readShipments(
  raw: ReturnType<typeof fulfillmentsField>,
  reader: FieldReader,
): readonly Shipment[] | undefined {
  return presentList(raw)?.map((fulfillment, index) => ({
    id: present(fulfillment._id) ?? present(fulfillment.id) ?? `#${String(index)}`,
    createdAt: reader.date(firstPresent(fulfillment._createdDate, fulfillment.createdDate)),
    number: present(fulfillment.trackingInfo?.trackingNumber),
    provider: present(fulfillment.trackingInfo?.shippingProvider),
    link: present(fulfillment.trackingInfo?.trackingLink),
  }));
}

/** Age of a shipment, in milliseconds, up to which it is news if no shipments of the order were known. */
const FRESH_SHIPMENT_MS = 10 * 60_000;

/** Returns the tracking numbers that were added or changed; if no shipments were known, those of fresh shipments. */
export function findTracking(
  before: readonly Shipment[] | undefined,
  after: readonly Shipment[],
  at: DateText,
): Finding[] {
  const known = new Map(before?.map((shipment) => [shipment.id, shipment]));
  return after.flatMap(({ id, number, createdAt }) => {
    const previous = known.get(id)?.number;
    if (number === undefined || number === previous) return [];
    if (before === undefined && !isFresh(createdAt, at)) return [];
    return [
      {
        kind: 'tracking-updated',
        evidence: 'reported',
        occurrence: `${occurrencePart(id)}@${occurrencePart(number)}`,
        canRepeat: true,
        previous: { trackingNumber: previous ?? null },
        current: { trackingNumber: number },
        notBefore: at,
      },
    ];
  });
}

function isFresh(createdAt: DateText | undefined, at: DateText): boolean {
  return createdAt !== undefined && Date.parse(at) - Date.parse(createdAt) <= FRESH_SHIPMENT_MS;
}
