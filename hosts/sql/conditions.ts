import { toKey, toStorable } from './storable-text.ts';
import type { SqlValue } from './sql.ts';

/** An SQL condition and its parameters, one for each `?` in the text; `undefined` if the filter does not restrict the rows. */
export type Condition = readonly [text: string, ...values: SqlValue[]] | undefined;

/** Condition with one `?`; `undefined` if there is no value to compare with. */
export function when(value: SqlValue | undefined, text: string): Condition {
  return value === undefined ? undefined : [text, value];
}

/** Condition that a column equals the key of an id. */
export function whenKey(id: string | undefined, column: string): Condition {
  return id === undefined ? undefined : [`${column} = ?`, toKey(id)];
}

/** Condition that a column equals the key of one of the ids. */
export function whenAnyKey(ids: readonly string[] | undefined, column: string): Condition {
  if (ids === undefined) return undefined;
  return ids.length === 0 ? ['1 = 0'] : [`${column} IN (${ids.map(() => '?').join(', ')})`, ...ids.map(toKey)];
}

/** Condition that a column contains a text, in the only form that both databases support. */
export function holds(column: string, text: string | undefined): Condition {
  return text === undefined || text === '' ? undefined : [`replace(${column}, ?, '') <> ${column}`, toStorable(text)];
}

/** Builds a WHERE clause for a tenant's rows with its parameters (`$1` is the tenant) and the placeholder of the next parameter. */
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
