/** Collections from code: https://dev.wix.com/docs/velo/apis/wix-data-v2/collections/introduction */
declare module 'wix-data.v2' {
  export type CollectionRole = 'ADMIN' | 'SITE_MEMBER_AUTHOR' | 'SITE_MEMBER' | 'ANYONE';

  export interface CollectionField {
    key: string;
    displayName?: string;
    type: string;
    description?: string;
  }

  /** Each action names the least role that may do it. */
  export interface CollectionPermissions {
    insert: CollectionRole;
    update: CollectionRole;
    remove: CollectionRole;
    read: CollectionRole;
  }

  export interface DataCollection {
    _id: string;
    displayName?: string;
    displayField?: string;
    fields: CollectionField[];
    permissions: CollectionPermissions;
    revision?: string;
    _createdDate?: Date;
    _updatedDate?: Date;
  }

  export const collections: {
    /** Needs elevation, an `_id`, at least one field, and permissions: https://dev.wix.com/docs/velo/apis/wix-data-v2/collections/create-data-collection */
    readonly createDataCollection: (collection: DataCollection) => Promise<DataCollection>;
    /** Needs elevation: https://dev.wix.com/docs/velo/apis/wix-data-v2/collections/get-data-collection */
    readonly getDataCollection: (dataCollectionId: string) => Promise<DataCollection>;
    /** Needs elevation: https://dev.wix.com/docs/velo/apis/wix-data-v2/collections/list-data-collections */
    readonly listDataCollections: () => Promise<{ collections: DataCollection[] }>;
  };
}
