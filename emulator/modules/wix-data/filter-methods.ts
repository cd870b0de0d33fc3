import { types } from 'node:util';

import type { Realm } from '../../container/realm.ts';
import { notEmulatedError } from '../../not-emulated.ts';
import type { Comparable, Filter } from '../../storage/filter.ts';
import { encodeItem } from '../../storage/item-codec.ts';
import type { BuilderMethod, Builders, BuilderState, Check, Refinement } from './builder-state.ts';

/** SQLite refuses longer patterns. */
const MOST_PATTERN_CHARS = 10_000;

/** What a refinement needs: the realm for its errors, and the builders. */
interface Context {
  readonly realm: Realm;
  readonly builders: Builders;
}

/**
 * Creates the refinements that queries and filters share: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-filter/introduction. Each
 * checks its arguments in the order of Wix's own `@wix/filter-builder`.
 */
export function createFilterMethods(realm: Realm, builders: Builders): Record<string, BuilderMethod> {
  const context = { realm, builders };
  return {
    eq: equality(context, 'eq', (filter) => filter),
    ne: equality(context, 'ne', negated),
    gt: comparison(context, 'gt'),
    ge: comparison(context, 'ge'),
    lt: comparison(context, 'lt'),
    le: comparison(context, 'le'),
    between: between(context),
    hasSome: among(context, 'hasSome', 'some'),
    hasAll: among(context, 'hasAll', 'all'),
    contains: text(context, 'contains', 'anywhere'),
    startsWith: text(context, 'startsWith', 'start'),
    endsWith: text(context, 'endsWith', 'end'),
    isEmpty: emptiness(context, 'isEmpty', (filter) => filter),
    isNotEmpty: emptiness(context, 'isNotEmpty', negated),
    and: combination(context, 'and', (own, other) => [...own, other]),
    or: combination(context, 'or', (own, other) => [{ kind: 'or', filters: [{ kind: 'and', filters: own }, other] }]),
    not: combination(context, 'not', (own, other) => [...own, negated(other)]),
  };
}

/** A refinement by one filter on the field that is the first argument. */
function byField(
  { realm, builders }: Context,
  member: string,
  checksOf: (args: unknown[]) => readonly Check[],
  toFilter: (field: string, args: unknown[]) => Filter,
): BuilderMethod {
  return builders.refining(member, (state, args) => {
    const [field, ...values] = args;
    return {
      checks: checksOf(args),
      change: () => ({ filters: [...state.filters, toFilter(fieldName(realm, field), values)] }),
    };
  });
}

function equality(context: Context, member: string, toFilter: (filter: Filter) => Filter): BuilderMethod {
  return byField(
    context,
    member,
    (args) => [[args.length === 2, 'WDE0040'], isField(args[0])],
    (field, [value]) => toFilter({ kind: 'compare', operator: 'eq', field, value: comparable(value) }),
  );
}

function comparison(context: Context, operator: 'gt' | 'ge' | 'lt' | 'le'): BuilderMethod {
  return byField(
    context,
    operator,
    (args) => [
      [args.length === 2, 'WDE0040'],
      isField(args[0]),
      [isOrdered(args[1]) || typeof args[1] === 'boolean', 'WDE0045'],
    ],
    (field, [value]) => ({ kind: 'compare', operator, field, value: comparable(value) }),
  );
}

function between(context: Context): BuilderMethod {
  return byField(
    context,
    'between',
    (args) => {
      const [field, from, to] = args;
      return [
        [args.length === 3, 'WDE0041'],
        [typeof from === typeof to && types.isDate(from) === types.isDate(to), 'WDE0046'],
        [isOrdered(from) && isOrdered(to), 'WDE0045'],
        isField(field),
      ];
    },
    (field, [from, to]) => ({
      kind: 'and',
      filters: [
        { kind: 'compare', operator: 'ge', field, value: comparable(from) },
        { kind: 'compare', operator: 'lt', field, value: comparable(to) },
      ],
    }),
  );
}

function text(context: Context, member: string, place: 'anywhere' | 'start' | 'end'): BuilderMethod {
  return byField(
    context,
    member,
    (args) => [[args.length === 2, 'WDE0040'], isField(args[0]), [typeof args[1] === 'string', 'WDE0044']],
    (field, [value]) => {
      const wanted = String(value);
      if (wanted.length > MOST_PATTERN_CHARS) {
        throw notEmulatedError(context.realm, 'wix-data', `${member} of a long text`);
      }
      return { kind: 'text', place, field, text: wanted };
    },
  );
}

function among(context: Context, member: string, kind: 'some' | 'all'): BuilderMethod {
  const listOf = (values: unknown[]): unknown[] => (Array.isArray(values[0]) ? values[0] : values);
  return byField(
    context,
    member,
    (args) => [[args.length >= 2, 'WDE0042'], isField(args[0]), [listOf(args.slice(1)).every(isOrdered), 'WDE0047']],
    (field, values) => ({ kind, field, values: listOf(values).map(comparable).filter(isOrdered) }),
  );
}

function emptiness(context: Context, member: string, toFilter: (filter: Filter) => Filter): BuilderMethod {
  return byField(
    context,
    member,
    (args) => [[args.length === 1, 'WDE0039'], isField(args[0])],
    (field) => toFilter({ kind: 'empty', field }),
  );
}

/** A refinement by another query or filter, which must be for the same collection if it is for any. */
function combination(
  { builders }: Context,
  member: string,
  combine: (own: Filter[], other: Filter) => Filter[],
): BuilderMethod {
  return builders.refining(member, (state, args): Refinement => {
    const other = builders.stateOf(args[0]);
    return {
      checks: [
        [args.length === 1, 'WDE0039'],
        [other !== undefined, 'WDE0049'],
        [other === undefined || isForSameCollection(state, other), 'WDE0050'],
      ],
      change: () =>
        other?.invalid === undefined
          ? { filters: combine(state.filters, { kind: 'and', filters: other?.filters ?? [] }) }
          : { invalid: other.invalid },
    };
  });
}

function negated(filter: Filter): Filter {
  return { kind: 'not', filter };
}

function isField(field: unknown): Check {
  return [typeof field === 'string', 'WDE0048'];
}

function isForSameCollection(state: BuilderState, other: BuilderState): boolean {
  return other.collection === undefined || state.collection === undefined || state.collection === other.collection;
}

/** Returns a field's name; a quotation mark in it has no place in a path of SQLite. */
export function fieldName(realm: Realm, field: unknown): string {
  const name = String(field);
  if (name.includes('"')) throw notEmulatedError(realm, 'wix-data', 'a field with a quotation mark in its name');
  return name;
}

/** `true` for a value of a type that has an order: "String", "Number or Date". */
function isOrdered(value: unknown): value is string | number | Date {
  return (
    typeof value === 'string' || typeof value === 'number' || (types.isDate(value) && !Number.isNaN(value.getTime()))
  );
}

function comparable(value: unknown): Comparable {
  if (types.isDate(value)) return Number.isNaN(value.getTime()) ? null : new Date(value.getTime());
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'object' && value !== null ? { json: encodeItem(value) } : null;
}
