import { CliError } from '../cli-error.ts';
import { formatPath, lookUp, parsePath, type EventPath } from './event-path.ts';
import type { EventChange } from './event-change.ts';
import { findOrder } from './find-order.ts';
import { suggestPath } from './suggest-path.ts';

/** Returns a copy of the event with the changes made in order; throws CliError if a path does not fit its change. */
export function changeEvent(event: unknown, changes: readonly EventChange[]): unknown {
  const copy = copyOf(event);
  for (const change of changes) applyChange(copy, change);
  return copy;
}

/** Copies an event; throws CliError for one nested too deep, which could not be written as JSON again either. */
function copyOf(event: unknown): unknown {
  try {
    return structuredClone(event);
  } catch (cause) {
    throw new CliError('wrong-value', 'The payload is nested too deep to be changed: fire it as it is.', { cause });
  }
}

function applyChange(event: unknown, change: EventChange): void {
  const wanted = parsePath(change.path);
  if (wanted === undefined) throw wrongPath(change);
  if (change.kind === 'add') return addField(event, placeOfNew(event, wanted), change);
  const path = [wanted, [...findOrder(event), ...wanted]].find((candidate) => lookUp(event, candidate).isThere);
  if (path === undefined) throw unknownPath(event, wanted, change);
  const [parent, key] = parentOf(event, path);
  // A later change may reach into the value, which other events get too.
  if (change.kind === 'set') define(parent, key, copyOf(change.value));
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}

/** Returns the path for a new field, which belongs to the order unless its path starts with a key of the event's root. */
function placeOfNew(event: unknown, wanted: EventPath): EventPath {
  return lookUp(event, wanted.slice(0, 1)).isThere ? wanted : [...findOrder(event), ...wanted];
}

function addField(event: unknown, path: EventPath, change: EventChange & { readonly kind: 'set' | 'add' }): void {
  const shown = formatPath(path);
  if (lookUp(event, path).isThere) {
    const message = `--set +${change.path}: the payload has ${shown} already. To change it, leave out the +.`;
    throw new CliError('path-exists', message, { suggestion: change.path });
  }
  path.forEach((_key, index) => {
    const way = path.slice(0, index);
    if (!lookUp(event, way).isThere) define(...parentOf(event, way), {});
  });
  const [parent, key] = parentOf(event, path);
  if (Array.isArray(parent) && key !== String(parent.length)) {
    const message = `--set +${change.path}: ${formatPath(path.slice(0, -1))} has ${parent.length} items. The next is [${parent.length}].`;
    throw new CliError('unknown-path', message);
  }
  define(parent, key, copyOf(change.value));
}

function parentOf(event: unknown, path: EventPath): [object, string] {
  const parent = lookUp(event, path.slice(0, -1)).value;
  const key = path.at(-1);
  if (typeof parent === 'object' && parent !== null && key !== undefined) return [parent, key];
  const way = formatPath(path.slice(0, -1)) || 'the payload';
  throw new CliError('unknown-path', `${formatPath(path)}: ${way} is no object, so it can have no fields.`);
}

/** Sets a property by definition, not assignment, so that `__proto__` is an ordinary key. */
function define(parent: object, key: string, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}

function wrongPath({ path }: EventChange): CliError {
  return new CliError(
    'unknown-path',
    `"${path}" is no path. Write keys and indexes such as tickets[0].checkIn.created.`,
  );
}

function unknownPath(event: unknown, wanted: EventPath, change: EventChange): CliError {
  const option = change.kind === 'unset' ? '--unset' : '--set';
  const addition = change.kind === 'unset' ? '' : ` To add it as a new field, write --set +${change.path}=VALUE.`;
  const message = `${option} ${change.path}: the payload has no ${change.path}.${addition}`;
  return new CliError('unknown-path', message, { suggestion: suggestPath(event, wanted) });
}
