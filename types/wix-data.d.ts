/** The part of the Velo data API that this site uses: https://dev.wix.com/docs/velo/apis/wix-data/introduction */
declare module 'wix-data' {
  /** An item as it is stored and returned; the platform adds the fields that begin with an underscore. */
  export interface WixDataItem {
    _id?: string;
    _createdDate?: Date;
    _updatedDate?: Date;
    _owner?: string;
    [field: string]: unknown;
  }

  /** Options of every data call; `suppressAuth` works in backend code only. */
  export interface WixDataOptions {
    suppressAuth?: boolean;
    suppressHooks?: boolean;
    /** Reads of the primary, at the price of speed: https://dev.wix.com/docs/sdk/backend-modules/data/eventual-consistency */
    consistentRead?: boolean;
  }

  /** Options of `find()`: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/find */
  export interface WixDataQueryOptions extends WixDataOptions {
    omitTotalCount?: boolean;
  }

  /** What a bulk call did: https://dev.wix.com/docs/velo/apis/wix-data/bulk-insert */
  export interface WixDataBulkResult {
    inserted: number;
    updated: number;
    skipped: number;
    insertedItemIds: string[];
    updatedItemIds: string[];
    errors: Error[];
  }

  /** What `bulkRemove` did: https://dev.wix.com/docs/velo/apis/wix-data/bulk-remove */
  export interface WixDataBulkRemoveResult {
    removed: number;
    skipped: number;
    removedItemIds: string[];
    errors: Error[];
  }

  /** One page of a query: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query-result/introduction */
  export interface WixDataQueryResult {
    readonly items: WixDataItem[];
    readonly length: number;
    readonly totalCount: number;
    readonly pageSize: number;
    readonly currentPage: number | undefined;
    readonly totalPages: number | undefined;
    hasNext(): boolean;
    hasPrev(): boolean;
    next(): Promise<WixDataQueryResult>;
    prev(): Promise<WixDataQueryResult>;
  }

  /** A value that a filter can compare with. */
  export type WixDataComparable = string | number | Date;

  /** A condition that `and`, `or` and `not` combine: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-filter/introduction */
  export interface WixDataFilter {
    eq(field: string, value: unknown): this;
    ne(field: string, value: unknown): this;
    gt(field: string, value: WixDataComparable): this;
    ge(field: string, value: WixDataComparable): this;
    lt(field: string, value: WixDataComparable): this;
    le(field: string, value: WixDataComparable): this;
    between(field: string, from: WixDataComparable, to: WixDataComparable): this;
    hasSome(field: string, values: readonly unknown[]): this;
    hasAll(field: string, values: readonly unknown[]): this;
    contains(field: string, text: string): this;
    startsWith(field: string, text: string): this;
    endsWith(field: string, text: string): this;
    isEmpty(field: string): this;
    isNotEmpty(field: string): this;
    and(filter: WixDataFilter): this;
    or(filter: WixDataFilter): this;
    not(filter: WixDataFilter): this;
  }

  /** A query under construction; 50 items unless `limit` says otherwise: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/introduction */
  export interface WixDataQuery extends WixDataFilter {
    ascending(...fields: string[]): this;
    descending(...fields: string[]): this;
    limit(items: number): this;
    skip(items: number): this;
    fields(...fields: string[]): this;
    find(options?: WixDataQueryOptions): Promise<WixDataQueryResult>;
    count(options?: WixDataOptions): Promise<number>;
  }

  interface WixData {
    /** Resolves to null when there is no such item: https://dev.wix.com/docs/velo/apis/wix-data/get */
    get(collectionId: string, itemId: string, options?: WixDataOptions): Promise<WixDataItem | null>;
    /** Rejects with code WDE0074 when an item has this `_id`: https://dev.wix.com/docs/velo/apis/wix-data/insert */
    insert(collectionId: string, item: WixDataItem, options?: WixDataOptions): Promise<WixDataItem>;
    /** Replaces the whole item; rejects with code WDE0073 when there is none: https://dev.wix.com/docs/velo/apis/wix-data/update */
    update(collectionId: string, item: WixDataItem, options?: WixDataOptions): Promise<WixDataItem>;
    /** Inserts or replaces: https://dev.wix.com/docs/velo/apis/wix-data/save */
    save(collectionId: string, item: WixDataItem, options?: WixDataOptions): Promise<WixDataItem>;
    /** Resolves to the removed item; what it does when there is none is not documented: https://dev.wix.com/docs/velo/apis/wix-data/remove */
    remove(collectionId: string, itemId: string, options?: WixDataOptions): Promise<WixDataItem | null>;
    /** At most 1000 items: https://dev.wix.com/docs/velo/apis/wix-data/bulk-insert */
    bulkInsert(collectionId: string, items: WixDataItem[], options?: WixDataOptions): Promise<WixDataBulkResult>;
    /** At most 1000 items: https://dev.wix.com/docs/velo/apis/wix-data/bulk-update */
    bulkUpdate(collectionId: string, items: WixDataItem[], options?: WixDataOptions): Promise<WixDataBulkResult>;
    /** At most 1000 items: https://dev.wix.com/docs/velo/apis/wix-data/bulk-save */
    bulkSave(collectionId: string, items: WixDataItem[], options?: WixDataOptions): Promise<WixDataBulkResult>;
    /** At most 1000 items: https://dev.wix.com/docs/velo/apis/wix-data/bulk-remove */
    bulkRemove(collectionId: string, itemIds: string[], options?: WixDataOptions): Promise<WixDataBulkRemoveResult>;
    /** https://dev.wix.com/docs/velo/apis/wix-data/query */
    query(collectionId: string): WixDataQuery;
    /** https://dev.wix.com/docs/velo/apis/wix-data/filter */
    filter(): WixDataFilter;
  }

  const wixData: WixData;
  export default wixData;
}
