/** A value that an item of the model may hold. */
export type ModelValue =
  string | number | boolean | Date | null | ModelValue[] | { readonly [key: string]: ModelValue };

/** An item of the model. */
export type ModelItem = Readonly<Record<string, ModelValue | undefined>>;

/** A filter as a tree: what a site writes with `filter()`. */
export type ModelFilter =
  | { readonly call: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'; readonly field: string; readonly value: ModelValue }
  | { readonly call: 'between'; readonly field: string; readonly from: ModelValue; readonly to: ModelValue }
  | { readonly call: 'hasSome' | 'hasAll'; readonly field: string; readonly values: ModelValue[] }
  | { readonly call: 'contains' | 'startsWith' | 'endsWith'; readonly field: string; readonly text: string }
  | { readonly call: 'isEmpty' | 'isNotEmpty'; readonly field: string }
  | { readonly call: 'chain'; readonly filters: ModelFilter[] }
  | { readonly call: 'and' | 'or'; readonly first: ModelFilter; readonly second: ModelFilter }
  | { readonly call: 'not'; readonly filter: ModelFilter };

/** Fields to sort by, in order. */
export type ModelSort = readonly { readonly field: string; readonly direction: 'ascending' | 'descending' }[];

/**
 * `true` if an item matches, as the pages of https://dev.wix.com/docs/velo/apis/wix-data/wix-data-filter/introduction say. What they leave
 * open follows `emulator/fidelity/wix-data.ts`: a comparison of an array matches nothing, and text functions find texts only.
 */
export function matches(item: ModelItem, filter: ModelFilter): boolean {
  if (filter.call === 'chain') return filter.filters.every((part) => matches(item, part));
  if ('first' in filter) {
    const [first, second] = [matches(item, filter.first), matches(item, filter.second)];
    return filter.call === 'and' ? first && second : first || second;
  }
  if (filter.call === 'not') return !matches(item, filter.filter);
  return holds(valueAt(item, filter.field), filter);
}

/** Compares two items in the order of a sort; 0 if it leaves them equal. */
export function compareItems(left: ModelItem, right: ModelItem, sort: ModelSort): number {
  for (const { field, direction } of sort) {
    const order = compareSorted(valueAt(left, field), valueAt(right, field));
    if (order !== 0) return direction === 'ascending' ? order : -order;
  }
  return 0;
}

type FieldFilter = Extract<ModelFilter, { readonly field: string }>;

function holds(value: ModelValue, filter: FieldFilter): boolean {
  switch (filter.call) {
    case 'eq':
      return equals(value, filter.value);
    case 'ne':
      return !equals(value, filter.value);
    case 'gt':
      return isOrdered(value, filter.value, (order) => order > 0);
    case 'ge':
      return isOrdered(value, filter.value, (order) => order >= 0);
    case 'lt':
      return isOrdered(value, filter.value, (order) => order < 0);
    case 'le':
      return isOrdered(value, filter.value, (order) => order <= 0);
    case 'between':
      return isOrdered(value, filter.from, (order) => order >= 0) && isOrdered(value, filter.to, (order) => order < 0);
    case 'hasSome':
      return filter.values.some((wanted) => equals(value, wanted));
    case 'hasAll':
      return filter.values.every((wanted) => equals(value, wanted));
    case 'contains':
      return typeof value === 'string' && value.toLowerCase().includes(filter.text.toLowerCase());
    case 'startsWith':
      return typeof value === 'string' && value.toLowerCase().startsWith(filter.text.toLowerCase());
    case 'endsWith':
      return typeof value === 'string' && value.toLowerCase().endsWith(filter.text.toLowerCase());
    case 'isEmpty':
      return value === null;
    case 'isNotEmpty':
      return value !== null;
  }
}

/** A path leads into objects; what is missing, or in an array, has no value. */
function valueAt(item: ModelItem, field: string): ModelValue {
  let value: unknown = item;
  for (const key of field.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || value instanceof Date) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return (value ?? null) as ModelValue;
}

/** "If the value of the property is an Array, `eq()` includes the item as long as at least one Array element matches." */
function equals(value: ModelValue, wanted: ModelValue): boolean {
  if (wanted === null) return value === null;
  return same(value, wanted) || (Array.isArray(value) && value.some((element) => same(element, wanted)));
}

/** "Values of different types are always considered not equal." */
function same(left: ModelValue, right: ModelValue): boolean {
  if (typeOf(left) !== typeOf(right)) return false;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((element, index) => same(element, right[index] ?? null));
  }
  if (left !== null && right !== null && typeof left === 'object' && typeof right === 'object') {
    const [a, b] = [Object.entries(left), Object.entries(right)] as [string, ModelValue][][];
    const isSame = ([key, inner]: [string, ModelValue], index: number): boolean => {
      const [otherKey, other] = b?.[index] ?? ['', null];
      return key === otherKey && same(inner, other);
    };
    return a?.length === b?.length && a?.every(isSame) === true;
  }
  return left === right;
}

/** "It only matches values of the same type." */
function isOrdered(value: ModelValue, bound: ModelValue, isRight: (order: number) => boolean): boolean {
  if (typeOf(value) !== typeOf(bound) || ['null', 'array', 'object'].includes(typeOf(value))) return false;
  return isRight(compareSame(value, bound));
}

/** "Items that do not have a value for the specified sort property are ranked lowest." Fields of a sort hold one type. */
function compareSorted(left: ModelValue, right: ModelValue): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  return compareSame(left, right);
}

/** Numbers by size, dates by time, text lexicographically, so `"abc"` comes after `"XYZ"`. */
function compareSame(left: ModelValue, right: ModelValue): number {
  if (typeof left === 'string' && typeof right === 'string') {
    const [a, b] = [Array.from(left), Array.from(right)];
    for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
      const order = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  return Number(left) - Number(right);
}

function typeOf(value: ModelValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return value instanceof Date ? 'date' : typeof value;
}
