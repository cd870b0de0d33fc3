import { toKey, toStorable } from './storable-text.ts';
import type { SqlValue } from './sql.ts';

/** A condition of a statement and its parameters: each `?` in the text stands for one. Absent where the filter does not ask. */
export type Condition = readonly [text: string, ...values: SqlValue[]] | undefined;

/** The condition that a comparison with `?` holds; `undefined` where there is no value to compare with. */
export function when(value: SqlValue | undefined, text: string): Condition {
  return value === undefined ? undefined : [text, value];
}

/** The condition that a column holds the key of an id. */
export function whenKey(id: string | undefined, column: string): Condition {
  return id === undefined ? undefined : [`${column} = ?`, toKey(id)];
}

/** The condition that a column holds the key of any of these ids. */
export function whenAnyKey(ids: readonly string[] | undefined, column: string): Condition {
  if (ids === undefined) return undefined;
  return ids.length === 0 ? ['1 = 0'] : [`${column} IN (${ids.map(() => '?').join(', ')})`, ...ids.map(toKey)];
}

/** The condition that a column holds a text; both databases know it in this form only. */
export function holds(column: string, text: string | undefined): Condition {
  return text === undefined || text === '' ? undefined : [`replace(${column}, ?, '') <> ${column}`, toStorable(text)];
}

/** A WHERE clause of a tenant's rows with its parameters, `$1` the tenant, and the place of a parameter after those. */
export function whereAll(
  instanceId: string,
  conditions: readonly Condition[],
): { readonly where: string; readonly params: readonly SqlValue[]; readonly next: string } {
  const asked = conditions.filter((condition) => condition !== undefined);
  const params = [instanceId, ...asked.flatMap(([, ...values]) => values)];
  let place = 1;
  const texts = asked.map(([text]) => text.replace(/\?/g, () => `$${String((place += 1))}`));
  return {
    where: `WHERE ${['instance_id = $1', ...texts].join(' AND ')}`,
    params,
    next: `$${String(params.length + 1)}`,
  };
}
