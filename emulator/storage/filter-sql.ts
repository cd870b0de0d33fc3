import type { SqlValue } from './database.ts';
import type { Comparable, Filter } from './filter.ts';
import { DATE_MARK, encodeScalar } from './item-codec.ts';

/** An SQL fragment with its parameters in order. */
export interface Sql {
  readonly text: string;
  readonly params: SqlValue[];
}

/** Lower bound of the stored forms of dates; `AFTER_DATES` is above all of them. */
export const FIRST_DATE = `${DATE_MARK}D`;
/** Upper bound of the stored forms of dates. */
export const AFTER_DATES = `${DATE_MARK}E`;
const operators = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

/** Returns the JSON path of a field; dots lead into nested objects. */
function path(field: string): string {
  const keys = field.split('.').map((key) => `."${key}"`);
  return `'$${keys.join('').replaceAll("'", "''")}'`;
}

/** Returns the expression by which a field is compared, sorted and indexed. */
export function fieldExpression(field: string): string {
  return field === '_id' ? 'id' : `json_extract(body, ${path(field)})`;
}

function typeExpression(field: string): string {
  return `json_type(body, ${path(field)})`;
}

/** Translates a filter; `arrayFields` are the fields that contain an array in some item, any element of which may match. */
export function filterSql(filter: Filter, arrayFields: ReadonlySet<string>): Sql {
  switch (filter.kind) {
    case 'compare':
      return filter.operator === 'eq'
        ? equals(filter.field, filter.value, arrayFields)
        : ranged(filter.field, operators[filter.operator], filter.value);
    case 'some':
      return some(filter.field, filter.values, arrayFields);
    case 'all':
      return joined(
        filter.values.map((value) => equals(filter.field, value, arrayFields)),
        'AND',
        '1',
      );
    case 'text':
      return like(filter);
    case 'empty':
      return { text: `${fieldExpression(filter.field)} IS NULL`, params: [] };
    case 'and':
      return joined(
        filter.filters.map((part) => filterSql(part, arrayFields)),
        'AND',
        '1',
      );
    case 'or':
      return joined(
        filter.filters.map((part) => filterSql(part, arrayFields)),
        'OR',
        '0',
      );
    case 'not': {
      const inner = filterSql(filter.filter, arrayFields);
      return { text: `NOT coalesce(${inner.text}, 0)`, params: inner.params };
    }
    default:
      return unreachable(filter);
  }
}

function unreachable(value: never): never {
  throw new Error(`Not a filter: ${JSON.stringify(value)}`);
}

function joined(parts: Sql[], word: 'AND' | 'OR', whenNone: string): Sql {
  if (parts.length === 0) return { text: whenNone, params: [] };
  return {
    text: `(${parts.map((part) => part.text).join(` ${word} `)})`,
    params: parts.flatMap((part) => part.params),
  };
}

function equals(field: string, value: Comparable, arrayFields: ReadonlySet<string>): Sql {
  const expression = fieldExpression(field);
  if (value === null) return { text: `${expression} IS NULL`, params: [] };
  if (typeof value === 'boolean') return { text: `${typeExpression(field)} = '${value}'`, params: [] };
  const param = encodeScalar(value);
  const scalar =
    typeof value === 'number'
      ? `(${expression} = ? AND ${typeExpression(field)} IN ('integer', 'real'))`
      : `${expression} = ?`;
  if (!arrayFields.has(field.split('.')[0] ?? field)) return { text: scalar, params: [param] };
  const element = `(${typeExpression(field)} = 'array' AND EXISTS (SELECT 1 FROM json_each(body, ${path(field)}) e WHERE e.value = ?))`;
  return { text: `(${scalar} OR ${element})`, params: [param, param] };
}

function some(field: string, values: Comparable[], arrayFields: ReadonlySet<string>): Sql {
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length === values.length && texts.length > 0 && !arrayFields.has(field.split('.')[0] ?? field)) {
    // One IN instead of many ORs, so that an index can be used.
    return {
      text: `${fieldExpression(field)} IN (${texts.map(() => '?').join(', ')})`,
      params: texts.map(encodeScalar),
    };
  }
  return joined(
    values.map((value) => equals(field, value, arrayFields)),
    'OR',
    '0',
  );
}

/** "It only matches values of the same type": https://dev.wix.com/docs/velo/apis/wix-data/wix-data-filter/le */
function ranged(field: string, operator: string, value: Comparable): Sql {
  const expression = fieldExpression(field);
  if (value === null || typeof value === 'boolean') return { text: '0', params: [] };
  const comparison = `${expression} ${operator} ?`;
  const param = encodeScalar(value);
  if (typeof value === 'number') {
    return { text: `(${comparison} AND ${typeExpression(field)} IN ('integer', 'real'))`, params: [param] };
  }
  if (typeof value === 'string') {
    const isText = field === '_id' ? '1' : `${typeExpression(field)} = 'text'`;
    return {
      text: `(${comparison} AND ${isText} AND NOT (${expression} >= ? AND ${expression} < ?))`,
      params: [param, FIRST_DATE, AFTER_DATES],
    };
  }
  return {
    text: `(${comparison} AND ${expression} >= ? AND ${expression} < ?)`,
    params: [param, FIRST_DATE, AFTER_DATES],
  };
}

function like(filter: Extract<Filter, { readonly kind: 'text' }>): Sql {
  const escaped = filter.text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
  const before = filter.place === 'start' ? '' : '%';
  const after = filter.place === 'end' ? '' : '%';
  const isText = filter.field === '_id' ? '1' : `${typeExpression(filter.field)} = 'text'`;
  return {
    text: `(${fieldExpression(filter.field)} LIKE ? ESCAPE '\\' AND ${isText})`,
    params: [before + escaped + after],
  };
}
