import documentedFields from '../../workbench/payload/documented-fields.json';
import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { formatPath, lookUp } from '../../workbench/payload/event-path.ts';
import { findOrder } from '../../workbench/payload/find-order.ts';
import { handlers } from '../../../src/backend/order-events/handlers/handlers.ts';
import { eachValue } from '../../workbench/payload/each-value.ts';

/** Difference between live events and the shape that Wix documents. */
export interface ShapeDifference {
  readonly handler: HandlerName;
  /** Path from the event's root; `[]` stands for any item of a list. */
  readonly path: string;
  readonly kind: 'unknown-field' | 'other-type';
  /** JSON type found in the events. */
  readonly found: string;
  readonly documented: string | null;
  /** Number of events with this difference. */
  readonly events: number;
}

const fieldsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = documentedFields;

/** Fields of the envelopes of the three dialects, besides the order itself. */
const envelopeFields: ReadonlySet<string> = new Set([
  'entity',
  'data',
  'data.order',
  'data.previousPaymentStatus',
  'modifiedFields',
  'metadata',
  'metadata.id',
  'metadata._id',
  'metadata.entityId',
  'metadata.entityFqdn',
  'metadata.entityEventSequence',
  'metadata.eventTime',
  'metadata.eventType',
  'metadata.slug',
  'metadata.originatedFrom',
  'metadata.instanceId',
  'metadata.triggeredByAnonymizeRequest',
  'metadata.identity',
  'metadata.accountInfo',
]);

/** Collects the differences found in many events. */
export interface ShapeComparison {
  add(handler: HandlerName, event: unknown): void;
  differences(): ShapeDifference[];
}

/** Creates a comparison with the documented shape. */
export function createShapeComparison(): ShapeComparison {
  const found = new Map<string, ShapeDifference>();

  return {
    add(handler, event) {
      const seen = new Set<string>();
      for (const difference of differencesOf(handler, event)) {
        const key = [handler, difference.path, difference.kind, difference.found].join(' ');
        if (seen.has(key)) continue;
        seen.add(key);
        found.set(key, { ...difference, events: (found.get(key)?.events ?? 0) + 1 });
      }
    },
    differences: () => [...found.values()].sort((left, right) => right.events - left.events),
  };
}

function differencesOf(handler: HandlerName, event: unknown): Omit<ShapeDifference, 'events'>[] {
  const place = findOrder(event);
  const prefix = formatPath(place);
  const documented = fieldsOf[handlers[handler].product] ?? {};
  const differences: Omit<ShapeDifference, 'events'>[] = [];
  eachValue(lookUp(event, place).value, (path, kind) => {
    const known = documented[path];
    if (known?.split('|').includes('any')) return false;
    if (known?.split('|').includes(kind)) return true;
    const full = prefix === '' ? path : `${prefix}.${path}`;
    differences.push({
      handler,
      path: full,
      kind: known === undefined ? 'unknown-field' : 'other-type',
      found: kind,
      documented: known ?? null,
    });
    return false;
  });
  if (prefix === '') return differences;
  eachValue(event, (path, kind) => {
    if (path === prefix || path.startsWith('metadata.identity') || path.startsWith('metadata.accountInfo'))
      return false;
    if (envelopeFields.has(path)) return true;
    differences.push({ handler, path, kind: 'unknown-field', found: kind, documented: null });
    return false;
  });
  return differences;
}
