/** A value that a filter compares with. */
export type Comparable = string | number | boolean | Date | null;

/** One condition on one field, or a combination of conditions. */
export type Filter =
  | { kind: 'compare'; operator: 'eq' | 'gt' | 'ge' | 'lt' | 'le'; field: string; value: Comparable }
  | { kind: 'some' | 'all'; field: string; values: Comparable[] }
  | { kind: 'text'; place: 'anywhere' | 'start' | 'end'; field: string; text: string }
  | { kind: 'empty'; field: string }
  | { kind: 'and' | 'or'; filters: Filter[] }
  | { kind: 'not'; filter: Filter };

/** A field to sort by. */
export interface Sort {
  field: string;
  direction: 'ASC' | 'DESC';
}

/** A whole query, as data. */
export interface QueryPlan {
  filters: Filter[];
  sorts: Sort[];
  skip: number;
  limit: number;
}
