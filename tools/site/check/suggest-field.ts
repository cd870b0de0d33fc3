import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import knownFields from './known-fields.json';

/** Suggests a replacement for a path that a rule of a product reads but that never exists. */
export function suggestField(product: string, path: string): string {
  const names = path.split('.');
  const name = names.pop() ?? '';
  // The `order` of a rule that reads the stored state is that state.
  const candidates = [knownFields.contexts, knownFields.states]
    .map((known: Readonly<Record<string, unknown>>) => known[product])
    .flatMap((known) => Object.keys(fieldsAt(known, names)));
  const near = nearest(name, candidates);
  const everything = 'docs/rules.md lists every field';
  return near === undefined ? everything : `did you mean ${pathText([...names, near].join('.'))}? ${everything}`;
}

/** Formats a path: `order.lineItems[].name` for `order.lineItems.[].name`. */
export function pathText(path: string): string {
  return path.replaceAll('.[]', '[]');
}

function fieldsAt(known: unknown, [name, ...rest]: readonly string[]): object {
  if (!isJsonObject(known)) return {};
  return name === undefined ? known : fieldsAt(known[name], rest);
}
