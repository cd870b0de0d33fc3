import { differs, type DocumentedMember, type DocumentedObject, missing, yes } from './documented.ts';

const ROOT = 'https://dev.wix.com/docs/velo/apis/wix-data';
const HOOK_PAGES = 'https://dev.wix.com/docs/velo/events-service-plugins/data/hooks/wix-data-hooks';
const CASE =
  'Case is ignored for each character that has one other case; a field that holds a list matches nothing: unknown';
const NESTED = 'A path does not lead into a list of objects: unknown';
const ORDER =
  'Text is ordered by code point. A list matches nothing, and booleans are in the order false, true: unknown';
const PAGES = "WDE0032 to WDE0036 are those of Wix's own packages";
const FOR_COPY = 'The hook gets a copy, with the identity of the caller: unknown';

const filterMembers: readonly DocumentedMember[] = [
  ...yes('and'),
  ...differs(ORDER, 'between'),
  ...differs(CASE, 'contains', 'endsWith'),
  ...differs(`${NESTED}. An object or list is equal with the same keys in the same order: unknown`, 'eq', 'ne'),
  ...differs(ORDER, 'ge', 'gt', 'le', 'lt'),
  ...differs('No values match each item: unknown', 'hasAll'),
  ...differs('No values match no item: unknown', 'hasSome'),
  ...yes('isEmpty', 'isNotEmpty', 'not', 'or'),
  ...differs(CASE, 'startsWith'),
];

const sortMembers = differs(
  'Numbers come before texts, texts before dates: unknown for fields of several types',
  'ascending',
  'descending',
);

/** All documented members of `wix-data`, in the order of its reference. */
export const wixDataMembers: readonly DocumentedObject[] = [
  {
    name: 'wixData',
    page: ROOT,
    members: [
      ...yes('aggregate'),
      ...differs(
        'An item that cannot be written is in `errors`: unknown for hooks',
        'bulkInsert',
        'bulkRemove',
        'bulkSave',
        'bulkUpdate',
      ),
      ...yes('filter'),
      ...differs('One site reports a rejection for a missing item: `getOfMissingItem`', 'get'),
      ...differs('The result is a copy; `_owner` is set for a member or the owner only: unknown for events', 'insert'),
      ...differs(
        'A reference that is there already is WDE0029: `insertOfExistingReference`. A referenced item need not exist: unknown',
        'insertReference',
      ),
      ...yes('isReferenced', 'query'),
      ...differs(
        'The order is that in which the references were inserted; `limit` and `skip` are options too: unknown',
        'queryReferenced',
      ),
      ...differs('A missing item: `removeOfMissingItem`', 'remove'),
      ...differs('A reference that is not there is passed over: unknown', 'removeReference'),
      ...yes('replaceReferences', 'save'),
      ...differs('Nothing here has a dataset that could use it', 'sort'),
      ...yes('truncate'),
      ...differs('Keeps `_createdDate` and, when none is passed, `_owner`: unknown', 'update'),
    ],
  },
  {
    name: 'Hooks',
    page: `${ROOT}/hooks`,
    members: [
      ...differs(FOR_COPY, 'afterAggregate', 'afterCount'),
      { name: 'afterDistinct', emulated: 'differs', note: FOR_COPY, address: `${HOOK_PAGES}/after-distinct` },
      ...differs(FOR_COPY, 'afterGet', 'afterInsert'),
      ...differs(`${FOR_COPY}. It runs for the items of each page`, 'afterQuery'),
      ...differs(FOR_COPY, 'afterRemove', 'afterUpdate', 'beforeAggregate', 'beforeCount'),
      { name: 'beforeDistinct', emulated: 'differs', note: FOR_COPY, address: `${HOOK_PAGES}/before-distinct` },
      ...differs(FOR_COPY, 'beforeGet', 'beforeInsert', 'beforeQuery', 'beforeRemove', 'beforeUpdate'),
      ...differs(
        'Without a returned value the error goes to the caller: unknown. The role `dataOwner` is never given: unknown',
        'onFailure',
      ),
    ],
  },
  {
    name: 'WixDataAggregate',
    page: `${ROOT}/wix-data-aggregate`,
    members: [
      ...sortMembers.slice(0, 1),
      ...differs('`null` without any number: unknown', 'avg'),
      ...yes('count'),
      ...sortMembers.slice(1),
      ...yes('filter'),
      ...differs('Items without a value are the group `null`: unknown', 'group'),
      ...yes('having'),
      ...differs(PAGES, 'limit'),
      ...differs('`null` without any value; numbers are less than texts, texts less than dates: unknown', 'max', 'min'),
      ...yes('run'),
      ...differs(PAGES, 'skip'),
      ...differs('0 without any number: unknown', 'sum'),
    ],
  },
  {
    name: 'WixDataAggregateResult',
    page: `${ROOT}/wix-data-aggregate-result`,
    members: yes('hasNext', 'items', 'length', 'next'),
  },
  {
    name: 'WixDataDistinct',
    page: `${ROOT}/wix-data-distinct`,
    members: yes(
      'ascending',
      'descending',
      'filter',
      'getFilter',
      'getPropertyName',
      'isAscending',
      'isDescending',
      'limit',
      'propertyName',
      'skip',
    ),
  },
  { name: 'WixDataFilter', page: `${ROOT}/wix-data-filter`, members: filterMembers },
  {
    name: 'WixDataQuery',
    page: `${ROOT}/wix-data-query`,
    members: [
      ...filterMembers,
      ...sortMembers.slice(0, 1),
      ...yes('count'),
      ...sortMembers.slice(1),
      ...differs('A list is one value, and a field without a value is none: unknown', 'distinct'),
      ...differs('Only whole fields, not parts of objects: unknown', 'fields'),
      ...differs('Each refinement returns a new query: unknown', 'find'),
      ...differs(
        'Needs no permission for the referenced collection: unknown. The id of an item that does not exist stays: unknown',
        'include',
      ),
      ...differs(PAGES, 'limit', 'skip'),
    ],
  },
  {
    name: 'WixDataQueryReferencedResult',
    page: `${ROOT}/wix-data-query-referenced-result`,
    members: yes('hasNext', 'hasPrev', 'items', 'next', 'prev', 'totalCount'),
  },
  {
    name: 'WixDataQueryResult',
    page: `${ROOT}/wix-data-query-result`,
    members: yes(
      'currentPage',
      'hasNext',
      'hasPrev',
      'items',
      'length',
      'next',
      'pageSize',
      'partialIncludes',
      'prev',
      'query',
      'totalCount',
      'totalPages',
    ),
  },
  { name: 'WixDataSort', page: `${ROOT}/wix-data-sort`, members: sortMembers },
  {
    name: 'WixDataOptions',
    page: `${ROOT}/introduction#`,
    members: [
      ...yes('suppressAuth', 'suppressHooks', 'consistentRead', 'omitTotalCount'),
      ...missing(
        'Drafts, translations and collections of Wix apps are not modelled',
        'showDrafts',
        'language',
        'appOptions',
      ),
    ],
  },
];
