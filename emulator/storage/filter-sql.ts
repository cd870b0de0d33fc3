import type { SqlValue } from './database.ts';
import type { Comparable, Condition, Filter, PlainFilter } from './filter.ts';
import { flattenFilter } from './filter.ts';
import { AFTER_DATES, encodeScalar, FIRST_DATE } from './item-codec.ts';

/** An SQL fragment with its parameters in order. */
export interface Sql {
  readonly text: string;
  readonly params: SqlValue[];
}

/** What a filter must know about a collection's fields. */
export interface FieldShapes {
  /** `true` for a field that holds an array in some item, at any depth. */
  readonly mayHoldArray: (field: string) => boolean;
  /** Returns a selection of the ids referenced in a multi-reference field, as `value`; `undefined` for other fields. */
  readonly referencedIds: (field: string) => Sql | undefined;
}

/** The shapes of items that are not in a collection. */
export const anyShapes: FieldShapes = { mayHoldArray: () => true, referencedIds: () => undefined };

const operators = { gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

/** Most combined conditions in one list: SQLite counts each further one as one level of depth, of which it allows a thousand. */
const MOST_IN_A_ROW = 200;

/** Returns the JSON path of a field; dots lead into nested objects. */
function path(field: string): string {
  const keys = field.split('.').map((key) => `."${key}"`);
  return `'$${keys.join('').replaceAll("'", "''")}'`;
}

/** Returns the expression by which a field is compared, sorted and indexed. */
export function fieldExpression(field: string): string {
  return field === '_id' ? 'id' : `json_extract(body, ${path(field)})`;
}

/** Returns the expression for a field's type, as SQLite names it. */
export function typeExpression(field: string): string {
  return `json_type(body, ${path(field)})`;
}

/** Returns the expression for a field's value as JSON text. */
export function jsonExpression(field: string): string {
  return `body -> ${path(field)}`;
}

/** Translates a filter, which must be less deep than SQLite's parser allows: about thirty combinations. */
export function filterSql(filter: Filter, shapes: FieldShapes): Sql {
  return plainSql(flattenFilter(filter), shapes);
}

function plainSql(filter: PlainFilter, shapes: FieldShapes): Sql {
  if (filter.kind !== 'condition') {
    const parts = filter.filters.map((part) => plainSql(part, shapes));
    return filter.kind === 'and' ? joined(parts, 'AND', '1') : joined(parts, 'OR', '0');
  }
  const { text, params } = conditionSql(filter.condition, shapes);
  return { text: filter.isNegated ? `NOT coalesce(${text}, 0)` : text, params };
}

function joined(parts: Sql[], word: 'AND' | 'OR', whenNone: string): Sql {
  if (parts.length === 0) return { text: whenNone, params: [] };
  if (parts.length > MOST_IN_A_ROW) {
    const size = Math.ceil(parts.length / MOST_IN_A_ROW) * Math.ceil(Math.sqrt(MOST_IN_A_ROW));
    const groups = Array.from({ length: Math.ceil(parts.length / size) }, (_, n) =>
      joined(parts.slice(n * size, (n + 1) * size), word, whenNone),
    );
    return joined(groups, word, whenNone);
  }
  return {
    text: `(${parts.map((part) => part.text).join(` ${word} `)})`,
    params: parts.flatMap((part) => part.params),
  };
}

function conditionSql(condition: Condition, shapes: FieldShapes): Sql {
  const { field } = condition;
  switch (condition.kind) {
    case 'compare':
      return condition.operator === 'eq'
        ? equals(field, condition.value, shapes)
        : ranged(field, operators[condition.operator], condition.value);
    case 'some':
      return some(field, condition.values, shapes);
    case 'all':
      return joined(
        condition.values.map((value) => equals(field, value, shapes)),
        'AND',
        '1',
      );
    case 'text':
      return textSql(field, condition.place, condition.text);
    case 'empty':
      return isEmpty(field, shapes);
    default:
      return unreachable(condition);
  }
}

function unreachable(value: never): never {
  throw new Error(`Not a condition: ${JSON.stringify(value)}`);
}

function isEmpty(field: string, shapes: FieldShapes): Sql {
  const ids = shapes.referencedIds(field);
  if (ids !== undefined) return { text: `NOT EXISTS (${ids.text})`, params: ids.params };
  return { text: `${fieldExpression(field)} IS NULL`, params: [] };
}

/** Adds to a condition on the value of a field that an element of an array may meet the same condition. */
function orElement(field: string, scalar: Sql, element: Sql, shapes: FieldShapes): Sql {
  const ids = shapes.referencedIds(field);
  if (ids !== undefined) {
    const params = [...ids.params, ...element.params];
    return {
      text: `EXISTS (SELECT 1 FROM (SELECT value, 'text' AS type FROM (${ids.text})) e WHERE ${element.text})`,
      params,
    };
  }
  if (!shapes.mayHoldArray(field)) return scalar;
  const inArray = `(${typeExpression(field)} = 'array' AND EXISTS (SELECT 1 FROM json_each(body, ${path(field)}) e WHERE ${element.text}))`;
  return { text: `(${scalar.text} OR ${inArray})`, params: [...scalar.params, ...element.params] };
}

function equals(field: string, value: Comparable, shapes: FieldShapes): Sql {
  if (value === null) return isEmpty(field, shapes);
  const expression = fieldExpression(field);
  const type = typeExpression(field);
  if (typeof value === 'boolean') {
    return orElement(
      field,
      { text: `${type} = '${value}'`, params: [] },
      { text: `e.type = '${value}'`, params: [] },
      shapes,
    );
  }
  if (typeof value === 'number') {
    const numbers = `IN ('integer', 'real')`;
    return orElement(
      field,
      { text: `(${expression} = ? AND ${type} ${numbers})`, params: [value] },
      { text: `(e.value = ? AND e.type ${numbers})`, params: [value] },
      shapes,
    );
  }
  if (typeof value === 'object' && 'json' in value) {
    const structures = `IN ('object', 'array')`;
    return orElement(
      field,
      { text: `(${expression} = ? AND ${type} ${structures})`, params: [value.json] },
      { text: `(e.value = ? AND e.type ${structures})`, params: [value.json] },
      shapes,
    );
  }
  const param = encodeScalar(value);
  const element = { text: `(e.value = ? AND e.type = 'text')`, params: [param] };
  return orElement(field, { text: `${expression} = ?${textOnly(field, param)}`, params: [param] }, element, shapes);
}

/** Returns a further condition for a text that could be the JSON of an object or array, which SQLite extracts as text. */
function textOnly(field: string, text: string | number): string {
  return typeof text === 'string' && /^[[{]/.test(text) && field !== '_id'
    ? ` AND ${typeExpression(field)} = 'text'`
    : '';
}

function some(field: string, values: (string | number | Date)[], shapes: FieldShapes): Sql {
  const texts = values.flatMap((value) => (typeof value === 'number' ? [] : [encodeScalar(value)]));
  const numbers = values.filter((value) => typeof value === 'number');
  // One IN instead of many ORs, so that an index can be used; one parameter, so that there is no limit to the values.
  const parts: Sql[] = [];
  if (texts.length > 0) parts.push(among(field, texts, `= 'text'`, shapes));
  if (numbers.length > 0) parts.push(among(field, numbers, `IN ('integer', 'real')`, shapes));
  return joined(parts, 'OR', '0');
}

function among(field: string, values: (string | number)[], ofType: string, shapes: FieldShapes): Sql {
  const isSafe = ofType === `= 'text'` && (field === '_id' || values.every((value) => textOnly(field, value) === ''));
  const list = '(SELECT value FROM json_each(?))';
  const params = [JSON.stringify(values)];
  const scalar = `${fieldExpression(field)} IN ${list}`;
  return orElement(
    field,
    { text: isSafe ? scalar : `(${scalar} AND ${typeExpression(field)} ${ofType})`, params },
    { text: `(e.value IN ${list} AND e.type ${ofType})`, params },
    shapes,
  );
}

/** "It only matches values of the same type": https://dev.wix.com/docs/velo/apis/wix-data/wix-data-filter/le */
function ranged(field: string, operator: string, value: Comparable): Sql {
  const expression = fieldExpression(field);
  if (value === null || (typeof value === 'object' && 'json' in value)) return { text: '0', params: [] };
  const comparison = `${expression} ${operator} ?`;
  if (typeof value === 'boolean') {
    return { text: `(${comparison} AND ${typeExpression(field)} IN ('true', 'false'))`, params: [Number(value)] };
  }
  if (typeof value === 'number') {
    return { text: `(${comparison} AND ${typeExpression(field)} IN ('integer', 'real'))`, params: [value] };
  }
  const param = encodeScalar(value);
  if (typeof value === 'string') return { text: `(${comparison} AND ${isText(field)})`, params: [param] };
  const isDate = `${expression} >= '${FIRST_DATE}' AND ${expression} < '${AFTER_DATES}'`;
  return { text: `(${comparison} AND ${isDate})`, params: [param] };
}

/** Returns the condition that a field holds a text and not a date. */
function isText(field: string): string {
  if (field === '_id') return '1';
  const expression = fieldExpression(field);
  return `${typeExpression(field)} = 'text' AND NOT (${expression} >= '${FIRST_DATE}' AND ${expression} < '${AFTER_DATES}')`;
}

function textSql(field: string, place: 'anywhere' | 'start' | 'end', text: string): Sql {
  const before = place === 'start' ? '' : '*';
  const after = place === 'end' ? '' : '*';
  const wanted = place === 'start' ? String(encodeScalar(text)) : text;
  const pattern = before + wanted.replaceAll(/./gsu, anyCase) + after;
  return { text: `(${fieldExpression(field)} GLOB ? AND ${isText(field)})`, params: [pattern] };
}

/** Returns a GLOB pattern for a character in both cases; LIKE knows only the case of ASCII letters. */
function anyCase(character: string): string {
  const forms = new Set([character, character.toLowerCase(), character.toUpperCase()]);
  const single = [...forms].filter((form) => /^.$/su.test(form));
  return single.length > 1 || '*?['.includes(character) ? `[${single.join('')}]` : character;
}
