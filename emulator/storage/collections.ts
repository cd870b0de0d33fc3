import type { Database } from './database.ts';

/** The least role that may perform an action: https://dev.wix.com/docs/velo/apis/wix-data-v2/collections/introduction */
export type CollectionRole = 'ADMIN' | 'SITE_MEMBER_AUTHOR' | 'SITE_MEMBER' | 'ANYONE';

/** An action that requires a role. */
export type CollectionAction = 'insert' | 'update' | 'remove' | 'read';

/** A field of a collection; those of type REFERENCE and MULTI_REFERENCE name the collection to which they refer. */
export interface CollectionField {
  readonly key: string;
  readonly type: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly typeMetadata?: {
    readonly reference?: { readonly referencedCollectionId?: string };
    /** `referencingFieldKey` is the field by which the referenced collection shows the same references. */
    readonly multiReference?: { readonly referencedCollectionId?: string; readonly referencingFieldKey?: string };
  };
}

/** An index of a collection: https://dev.wix.com/docs/velo/apis/wix-data-v2/indexes/index-types. A unique one has one field. */
export interface CollectionIndex {
  readonly name: string;
  readonly fields: readonly { readonly path: string; readonly order?: 'ASC' | 'DESC' }[];
  readonly unique?: boolean;
}

/** A collection's definition, as passed to `createDataCollection`. */
export interface CollectionDefinition {
  readonly _id: string;
  readonly displayName?: string;
  readonly displayField?: string;
  readonly fields: CollectionField[];
  /** Absent if the site's owner created none. */
  readonly indexes?: readonly CollectionIndex[];
  readonly permissions: Record<CollectionAction, CollectionRole>;
  readonly revision: string;
  /** ISO 8601. */
  readonly _createdDate: string;
  /** ISO 8601. */
  readonly _updatedDate: string;
}

/** The definitions of all collections, in memory and in the state file. */
export interface Collections {
  get(id: string): CollectionDefinition | undefined;
  list(): CollectionDefinition[];
  put(definition: CollectionDefinition): void;
  /** `true` if any collection has a field that refers to another one. */
  haveReferences(): boolean;
  /** Returns the fields that contain an array in some item. */
  arrayFields(id: string): ReadonlySet<string>;
  noteArrayFields(id: string, item: object): void;
  forgetArrayFields(id: string): void;
}

interface Entry {
  readonly definition: CollectionDefinition;
  readonly arrayFields: Set<string>;
}

/** Returns the name of the table of a collection's items; `prefix` is `index` for its indexes. */
export function itemTable(collectionId: string, prefix = 'item', suffix = ''): string {
  return `"${tableName(collectionId, prefix)}${suffix.replaceAll('"', '""')}"`;
}

/** SQLite ignores the case of ASCII letters in names, and Wix does not: a name with capitals carries their places, in base 36. */
function tableName(collectionId: string, prefix: string): string {
  const capitals = [...collectionId.matchAll(/[A-Z]/g)].map(({ index }) => index.toString(36));
  const places = capitals.length === 0 ? '' : `.${capitals.join('.')}`;
  return `${prefix}${places}:${collectionId.replaceAll('"', '""')}`;
}

/** Renames the tables of states written when names carried no places of capitals; their indexes are created anew by queries. */
function renameTables(database: Database, ids: readonly string[]): void {
  const tables = database.statement(`SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'item:%'`).all();
  const old = new Set(tables.map(([name]) => String(name)));
  for (const id of ids) {
    if (!old.has(`item:${id}`) || !/[A-Z]/.test(id)) continue;
    const indexes = database.statement(
      `SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`,
    );
    for (const [name] of indexes.all(`item:${id}`)) database.exec(`DROP INDEX "${String(name).replaceAll('"', '""')}"`);
    database.exec(`ALTER TABLE "item:${id.replaceAll('"', '""')}" RENAME TO ${itemTable(id)}`);
  }
}

/** Opens the table of collections. */
export function createCollections(database: Database): Collections {
  database.exec(
    'CREATE TABLE IF NOT EXISTS collections (id TEXT PRIMARY KEY, body TEXT NOT NULL, array_fields TEXT NOT NULL) WITHOUT ROWID',
  );
  const entries = new Map<string, Entry>();
  for (const [id, body, arrayFields] of database.statement('SELECT id, body, array_fields FROM collections').all()) {
    entries.set(String(id), {
      definition: JSON.parse(String(body)) as CollectionDefinition,
      arrayFields: new Set(JSON.parse(String(arrayFields)) as string[]),
    });
  }
  renameTables(database, [...entries.keys()]);
  const write = database.statement(
    'INSERT INTO collections VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body, array_fields = excluded.array_fields',
  );

  let haveReferences = [...entries.values()].some(hasReference);

  function store(id: string, entry: Entry): void {
    haveReferences ||= hasReference(entry);
    entries.set(id, entry);
    write.run(id, JSON.stringify(entry.definition), JSON.stringify([...entry.arrayFields]));
  }

  return {
    get: (id) => entries.get(id)?.definition,
    list: () => [...entries.values()].map((entry) => entry.definition),
    put(definition) {
      database.exec(
        `CREATE TABLE IF NOT EXISTS ${itemTable(definition._id)} (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID`,
      );
      store(definition._id, { definition, arrayFields: entries.get(definition._id)?.arrayFields ?? new Set() });
    },
    haveReferences: () => haveReferences,
    arrayFields: (id) => entries.get(id)?.arrayFields ?? new Set(),
    noteArrayFields(id, item) {
      const entry = entries.get(id);
      if (entry === undefined) return;
      for (const [field, value] of Object.entries(item)) {
        if (!holdsArray(value) || entry.arrayFields.has(field)) continue;
        entry.arrayFields.add(field);
        store(id, entry);
      }
    },
    forgetArrayFields(id) {
      const entry = entries.get(id);
      if (entry !== undefined) store(id, { ...entry, arrayFields: new Set() });
    },
  };
}

function hasReference({ definition }: Entry): boolean {
  return definition.fields.some(({ typeMetadata }) => typeMetadata !== undefined);
}

/** `true` if a value is an array or contains one at any depth: `lines.sku` searches inside it. */
function holdsArray(value: unknown): boolean {
  if (Array.isArray(value)) return true;
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(holdsArray);
}
