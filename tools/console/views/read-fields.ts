import { readFileSync } from 'node:fs';

import { handlers, isHandlerName, type HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import documentedFields from '../../workbench/payload/documented-fields.json';
import { eachValue } from '../../workbench/payload/each-value.ts';
import { lookUp, type EventPath } from '../../workbench/payload/event-path.ts';
import { findOrder } from '../../workbench/payload/find-order.ts';
import { listPayloads } from '../../workbench/payload/payload-library.ts';
import type { FieldHint } from '../contract/answers.ts';

const VALUES_SHOWN = 8;
const LONGEST_VALUE = 60;

interface Known {
  readonly kinds: Set<string>;
  readonly values: Set<string>;
}

/** Returns the fields that Wix documents for a handler's events, with values from the payloads of its product. */
export function readFields(root: string, handler: HandlerName): FieldHint[] {
  const { product } = handlers[handler];
  const events = listPayloads(root)
    .filter(({ handler: name }) => isHandlerName(name) && handlers[name].product === product)
    .map(({ handler: name, file }): SampleEvent => {
      const event: unknown = JSON.parse(readFileSync(file, 'utf8'));
      return { name, event, place: findOrder(event) };
    });
  const own = events.filter(({ name }) => name === handler);
  const fields = new Map<string, Known>();
  for (const { event } of own) noteValues(event, '', fields);
  for (const place of new Set(own.map((event) => event.place.join('.')))) {
    const prefix = place === '' ? '' : `${place}.`;
    for (const [path, kinds] of Object.entries(documentedFields[product])) note(prefix + path, kinds, fields);
    for (const event of events) noteValues(lookUp(event.event, event.place).value, prefix, fields);
  }
  return [...fields]
    .map(([path, { kinds, values }]) => ({ path, kind: [...kinds].join('|'), values: [...values] }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

interface SampleEvent {
  readonly name: string;
  readonly event: unknown;
  readonly place: EventPath;
}

function noteValues(value: unknown, prefix: string, fields: Map<string, Known>): void {
  eachValue(value, (path, kind, own) => {
    const { values } = note(prefix + path, kind, fields);
    const text = typeof own === 'object' ? '' : JSON.stringify(own);
    if (text !== '' && text.length <= LONGEST_VALUE && values.size < VALUES_SHOWN) values.add(text);
    return true;
  });
}

function note(path: string, kinds: string, fields: Map<string, Known>): Known {
  const known = fields.get(path) ?? { kinds: new Set(), values: new Set() };
  for (const kind of kinds.split('|')) known.kinds.add(kind);
  fields.set(path, known);
  return known;
}
