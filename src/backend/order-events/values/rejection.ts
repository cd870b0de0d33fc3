/** Reason why a value is not the event that its handler expects. It holds no value of the event, only types and sizes. */
export interface Rejection {
  /** Dotted path from the event's root; `event` is the root itself. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** Describes a value without repeating it, because it may be personal. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${String(value.length)}`;
  if (typeof value === 'string') return `a string of ${String(value.length)} characters`;
  if (typeof value === 'object') return describeObject(value);
  return `a ${typeof value}`;
}

function describeObject(value: object): string {
  const keyCount = Object.keys(value).length;
  return keyCount === 0 ? 'an empty object' : `an object with ${String(keyCount)} keys`;
}

/** Returns the rejection of `value` at `path`. */
export function rejectionOf(path: string, expected: string, value: unknown): Rejection {
  return { path: path === '' ? 'event' : path, expected, found: describeValue(value) };
}

/** Joins two parts of a dotted path, either of which may be empty. */
export function joinPath(left: string, right: string): string {
  return left === '' || right === '' ? left + right : `${left}.${right}`;
}
