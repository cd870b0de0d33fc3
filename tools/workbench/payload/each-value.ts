/**
 * Calls back for every value below a JSON value but null, outer before inner, with its path, its JSON type and itself; items of
 * lists are at `path[]`. What lies below a value is left out when the callback says false.
 */
export function eachValue(
  value: unknown,
  visit: (path: string, kind: string, value: unknown) => boolean,
  path = '',
): void {
  if (value === null || value === undefined) return;
  const kind = Array.isArray(value) ? 'array' : typeof value;
  if (path !== '' && !visit(path, kind, value)) return;
  if (Array.isArray(value)) {
    for (const item of value) eachValue(item, visit, `${path}[]`);
  } else if (typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) eachValue(item, visit, path === '' ? key : `${path}.${key}`);
  }
}
