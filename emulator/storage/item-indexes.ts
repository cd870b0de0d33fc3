import { itemTable } from './collections.ts';
import type { Database } from './database.ts';
import type { Filter, QueryPlan } from './filter.ts';
import { fieldExpression } from './filter-sql.ts';

/** Enough for all queries of a site; each index slows every write slightly. */
const MAX_INDEXES_PER_COLLECTION = 8;

/** Creates the index for a query when it first runs, so that large collections stay fast. */
export interface ItemIndexes {
  ensure(collection: string, plan: QueryPlan): void;
  /** Creates an index by fields, unless there is one; it does not count toward the limit of a collection. */
  create(collection: string, fields: readonly string[]): void;
  forget(collection: string): void;
}

/** Creates the manager of all collections' indexes. */
export function createItemIndexes(database: Database): ItemIndexes {
  const known = new Map<string, Set<string>>();

  function create(collection: string, fields: readonly string[]): void {
    const name = itemTable(collection, 'index', `:${fields.map(exactName).join(',')}`);
    database.exec(
      `CREATE INDEX IF NOT EXISTS ${name} ON ${itemTable(collection)} (${fields.map(fieldExpression).join(', ')})`,
    );
  }

  return {
    ensure(collection, plan) {
      const fields = indexFields(plan);
      if (fields.length === 0) return;
      const shape = fields.join('\n');
      const shapes = known.get(collection) ?? new Set<string>();
      if (shapes.has(shape) || shapes.size >= MAX_INDEXES_PER_COLLECTION) return;
      create(collection, fields);
      known.set(collection, shapes.add(shape));
    },
    create,
    forget: (collection) => void known.delete(collection),
  };
}

/** Returns the fields that must be equal, then the one that is bounded or sorted by: the order in which an index can be used. */
function indexFields(plan: QueryPlan): string[] {
  const conjuncts = plan.filters.flatMap(conjunctsOf);
  const equal = conjuncts.flatMap((filter) => (isEquality(filter) ? [filter.field] : [])).sort();
  const bounded = conjuncts.flatMap((filter) =>
    filter.kind === 'compare' && filter.operator !== 'eq' ? [filter.field] : [],
  );
  // A range of ids already has an index; with an additional equality, an index for that and the sort order is better, because a range may
  // contain a thousand states of one order, of which only the newest is needed.
  const last = bounded.find((field) => field !== '_id' || equal.length === 0) ?? plan.sorts[0]?.field;
  const fields = [...new Set(last === undefined ? equal : [...equal, last])];
  return fields.includes('_id') ? [] : fields;
}

/** A field's name with its case, which SQLite ignores in names. */
function exactName(field: string): string {
  return field.replaceAll(/[A-Z^]/g, '^$&');
}

function conjunctsOf(filter: Filter): Filter[] {
  return filter.kind === 'and' ? filter.filters.flatMap(conjunctsOf) : [filter];
}

function isEquality(filter: Filter): filter is Extract<Filter, { readonly kind: 'compare' | 'some' }> {
  return filter.kind === 'some' || (filter.kind === 'compare' && filter.operator === 'eq');
}
