/** A value that a filter compares with. */
export type Comparable = string | number | boolean | Date | null;

/** One condition on one field, or a combination of conditions. */
export type Filter =
  | {
      readonly kind: 'compare';
      readonly operator: 'eq' | 'gt' | 'ge' | 'lt' | 'le';
      readonly field: string;
      readonly value: Comparable;
    }
  | { readonly kind: 'some' | 'all'; readonly field: string; readonly values: Comparable[] }
  | {
      readonly kind: 'text';
      readonly place: 'anywhere' | 'start' | 'end';
      readonly field: string;
      readonly text: string;
    }
  | { readonly kind: 'empty'; readonly field: string }
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
