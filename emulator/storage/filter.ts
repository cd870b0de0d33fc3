/** An object or array that a filter compares with, as stored JSON. */
export interface StructuredValue {
  readonly json: string;
}

/** A value that a filter compares with. */
export type Comparable = string | number | boolean | Date | StructuredValue | null;

/** A comparison with one value. */
export interface Comparison {
  readonly kind: 'compare';
  readonly operator: 'eq' | 'gt' | 'ge' | 'lt' | 'le';
  readonly field: string;
  readonly value: Comparable;
}

/** A condition on one field. */
export type Condition =
  | Comparison
  | { readonly kind: 'some' | 'all'; readonly field: string; readonly values: (string | number | Date)[] }
  | {
      readonly kind: 'text';
      readonly place: 'anywhere' | 'start' | 'end';
      readonly field: string;
      readonly text: string;
    }
  | { readonly kind: 'empty'; readonly field: string };

/** A condition, or a combination of conditions. */
export type Filter =
  | Condition
  | { readonly kind: 'and' | 'or'; readonly filters: Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter };

/** A field to sort by. */
export interface Sort {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** A complete query as data. */
export interface QueryPlan {
  readonly filters: Filter[];
  readonly sorts: Sort[];
  readonly skip: number;
  readonly limit: number;
}

/** A filter without `not`: the negation stands on each condition. */
export type PlainFilter =
  | { readonly kind: 'condition'; readonly condition: Condition; readonly isNegated: boolean }
  | { readonly kind: 'and' | 'or'; readonly filters: PlainFilter[] };

/** Moves each `not` to the conditions, and merges combinations of one kind, so that a chain of a hundred `or` is one level deep. */
export function flattenFilter(filter: Filter, isNegated = false): PlainFilter {
  if (filter.kind === 'not') return flattenFilter(filter.filter, !isNegated);
  if (!('filters' in filter)) return { kind: 'condition', condition: filter, isNegated };
  const kind = (filter.kind === 'and') === isNegated ? 'or' : 'and';
  const parts = filter.filters.map((part) => flattenFilter(part, isNegated));
  const filters = parts.flatMap((part) => (part.kind === kind ? part.filters : [part]));
  return filters.length === 1 && filters[0] !== undefined ? filters[0] : { kind, filters };
}

/** Returns how deep combinations are nested: 0 for a single condition. */
export function filterDepth(filter: PlainFilter): number {
  return filter.kind === 'condition' ? 0 : 1 + Math.max(0, ...filter.filters.map(filterDepth));
}
