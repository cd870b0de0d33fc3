import { toStorable } from './storable-text.ts';
import type { SqlValue } from './sql.ts';

/** A condition of a statement and its parameter: `?` in the text stands for it. Absent where the filter does not ask. */
export type Condition = readonly [text: string, value: SqlValue] | undefined;

/** The condition that a comparison with `?` holds; `undefined` where there is no value to compare with. */
export function when(value: SqlValue | undefined, text: string): Condition {
  return value === undefined ? undefined : [text, value];
}

/** The condition that a column holds a text; both databases know it in this form only. */
export function holds(column: string, text: string | undefined): Condition {
  return text === undefined || text === '' ? undefined : [`replace(${column}, ?, '') <> ${column}`, toStorable(text)];
}

/** A WHERE clause of a tenant's rows with its parameters, `$1` the tenant. */
export function whereAll(
  instanceId: string,
  conditions: readonly Condition[],
): { readonly where: string; readonly params: readonly SqlValue[] } {
  const asked = conditions.filter((condition) => condition !== undefined);
  const texts = asked.map(([text], index) => text.replace('?', `$${String(index + 2)}`));
  return {
    where: `WHERE ${['instance_id = $1', ...texts].join(' AND ')}`,
    params: [instanceId, ...asked.map(([, value]) => value)],
  };
}
