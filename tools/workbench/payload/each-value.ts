/**
 * Visits every non-null value below a JSON value, outer before inner, with its path, JSON type and value; list items are at `path[]`. If
 * the callback returns `false`, the values below are skipped.
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
