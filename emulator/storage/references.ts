import type { CollectionDefinition, Collections } from './collections.ts';
import type { Database } from './database.ts';
import type { Sql } from './filter-sql.ts';

/** A field that refers to items of another collection. */
export type ReferenceField =
  | { readonly kind: 'single'; readonly target: string }
  | { readonly kind: 'multiple'; readonly target: string; readonly relation: Relation };

/** The references of one multi-reference field, which two collections may show: each as a field of its own. */
export interface Relation {
  /** Collection and field that define the references. */
  readonly collection: string;
  readonly field: string;
  /** `true` if the field asked for is the one of the referenced collection. */
  readonly isInverse: boolean;
}

/** The references of multi-reference fields, in the order in which they were inserted; they are no part of the items. */
export interface References {
  fieldOf(collection: string, field: string): ReferenceField | undefined;
  /** The multi-reference fields of a collection. */
  relationsOf(collection: string): Relation[];
  has(relation: Relation, from: string, to: string): boolean;
  /** Adds a reference that is not there yet. */
  add(relation: Relation, from: string, to: string): void;
  remove(relation: Relation, from: string, to?: string): void;
  /** Returns the ids to which an item refers, oldest reference first. */
  of(relation: Relation, from: string): string[];
  /** Returns the same as a selection of `value`, for the item whose id is in the column `id`. */
  selection(relation: Relation): Sql;
  /** Removes all references of an item, or of all items, of a collection. */
  forget(collection: string, id?: string): void;
}

/** Opens the table of references. */
export function createReferences(
  database: Database,
  collections: Pick<Collections, 'get' | 'list' | 'haveReferences'>,
): References {
  database.exec(`CREATE TABLE IF NOT EXISTS item_references
    (collection TEXT, field TEXT, referring TEXT, referenced TEXT, seq INTEGER, PRIMARY KEY (collection, field, referring, referenced)) WITHOUT ROWID`);
  const where = 'WHERE collection = ? AND field = ?';

  const { fieldOf, relationsOf } = createRelations(collections);

  return {
    fieldOf,
    relationsOf,
    has(relation, from, to) {
      const { from: a, to: b } = columns(relation);
      const statement = database.statement(`SELECT 1 FROM item_references ${where} AND ${a} = ? AND ${b} = ?`);
      return statement.get(relation.collection, relation.field, from, to) !== undefined;
    },
    add(relation, from, to) {
      const { from: a, to: b } = columns(relation);
      database
        .statement(
          `INSERT OR IGNORE INTO item_references (collection, field, ${a}, ${b}, seq)
            SELECT ?, ?, ?, ?, coalesce(max(seq), 0) + 1 FROM item_references`,
        )
        .run(relation.collection, relation.field, from, to);
    },
    remove(relation, from, to) {
      const { from: a, to: b } = columns(relation);
      const only = to === undefined ? '' : ` AND ${b} = ?`;
      const params = [relation.collection, relation.field, from, ...(to === undefined ? [] : [to])];
      database.statement(`DELETE FROM item_references ${where} AND ${a} = ?${only}`).run(...params);
    },
    of(relation, from) {
      const { from: a, to: b } = columns(relation);
      const statement = database.statement(`SELECT ${b} FROM item_references ${where} AND ${a} = ? ORDER BY seq`);
      return statement.all(relation.collection, relation.field, from).map(([id]) => String(id));
    },
    selection(relation) {
      const { from: a, to: b } = columns(relation);
      const text = `SELECT ${b} AS value FROM item_references WHERE collection = ? AND field = ? AND ${a} = id`;
      return { text, params: [relation.collection, relation.field] };
    },
    forget(collection, id) {
      for (const relation of relationsOf(collection)) {
        const { from } = columns(relation);
        const only = id === undefined ? '' : ` AND ${from} = ?`;
        const params = [relation.collection, relation.field, ...(id === undefined ? [] : [id])];
        database.statement(`DELETE FROM item_references ${where}${only}`).run(...params);
      }
    },
  };
}

function multipleReferences({ _id, fields }: CollectionDefinition): {
  readonly collection: string;
  readonly field: string;
  readonly target: string;
  readonly inverse: string | undefined;
}[] {
  return fields.flatMap(({ key, type, typeMetadata }) => {
    const reference = typeMetadata?.multiReference;
    if (type !== 'MULTI_REFERENCE' || reference?.referencedCollectionId === undefined) return [];
    const { referencedCollectionId: target, referencingFieldKey: inverse } = reference;
    return [{ collection: _id, field: key, target, inverse }];
  });
}

function columns({ isInverse }: Relation): { readonly from: string; readonly to: string } {
  return isInverse ? { from: 'referenced', to: 'referring' } : { from: 'referring', to: 'referenced' };
}

/** Finds the fields that refer to other collections. */
function createRelations(
  collections: Pick<Collections, 'get' | 'list' | 'haveReferences'>,
): Pick<References, 'fieldOf' | 'relationsOf'> {
  function inverseField(collection: string, field: string): ReferenceField | undefined {
    const found = collections.list().flatMap(multipleReferences);
    const match = found.find(({ target, inverse }) => target === collection && inverse === field);
    return match && { kind: 'multiple', target: match.collection, relation: { ...match, isInverse: true } };
  }

  function fieldOf(collection: string, field: string): ReferenceField | undefined {
    if (!collections.haveReferences()) return undefined;
    const definition = collections.get(collection)?.fields.find(({ key }) => key === field);
    const single = definition?.typeMetadata?.reference?.referencedCollectionId;
    if (definition?.type === 'REFERENCE' && single !== undefined) return { kind: 'single', target: single };
    const multiple = definition?.typeMetadata?.multiReference?.referencedCollectionId;
    if (definition?.type === 'MULTI_REFERENCE' && multiple !== undefined) {
      return { kind: 'multiple', target: multiple, relation: { collection, field, isInverse: false } };
    }
    return inverseField(collection, field);
  }

  function relationsOf(collection: string): Relation[] {
    if (!collections.haveReferences()) return [];
    return collections
      .list()
      .flatMap(multipleReferences)
      .flatMap((reference) => [
        ...(reference.collection === collection ? [{ ...reference, isInverse: false }] : []),
        ...(reference.target === collection ? [{ ...reference, isInverse: true }] : []),
      ]);
  }

  return { fieldOf, relationsOf };
}
