import * as v from 'valibot';

/** Why a value is not the event that its handler is called with. Holds no value of the event, only its type and size. */
export interface Rejection {
  /** Where, as a dotted path from the event's root; `event` is the root itself. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** Says what kind of value was found without repeating it: it may be personal. */
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

/** The rejection of `value` at `path`. */
export function rejectionOf(path: string, expected: string, value: unknown): Rejection {
  return { path: path === '' ? 'event' : path, expected, found: describeValue(value) };
}

/** The first thing that a schema found wrong, as a rejection below `rootPath`. */
export function rejectionOfIssue(rootPath: string, issue: v.BaseIssue<unknown>): Rejection {
  const path = joinPath(rootPath, v.getDotPath(issue) ?? '');
  const bound = issue.type === 'max_length' ? String(issue.expected).replace('<=', 'at most ') : undefined;
  const expected = bound === undefined ? String(issue.expected) : `text of ${bound} characters`;
  return { path, expected, found: describeValue(issue.input) };
}

/** Two parts of a dotted path, either of which may be empty. */
export function joinPath(left: string, right: string): string {
  return left === '' || right === '' ? left + right : `${left}.${right}`;
}
