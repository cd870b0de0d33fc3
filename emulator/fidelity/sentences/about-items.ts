import { but, type DocumentedSentence, onPage } from './documented-sentence.ts';

const introduction = onPage('introduction');
const insert = onPage('insert');
const update = onPage('update');
const save = onPage('save');
const get = onPage('get');
const remove = onPage('remove');
const bulkInsert = onPage('bulk-insert');
const bulkUpdate = onPage('bulk-update');
const bulkSave = onPage('bulk-save');
const bulkRemove = onPage('bulk-remove');
const truncate = onPage('truncate');
const hooks = onPage('hooks/introduction');

const NOT_OF_APPS = 'Collections of Wix apps are not modelled: they do not exist here';

/** Sentences about single items, several at once, and the hooks around them. */
export const sentencesAboutItems: readonly DocumentedSentence[] = [
  introduction(
    'An item has at most 500 KB.',
    `return [await codeOf(put({ text: 'x'.repeat(500_000) })), await codeOf(put({ text: 'x'.repeat(520_000) }))]`,
    ['none', 'WDE0009'],
  ),
  introduction(
    'Any type of data fits into any field.',
    `await put({ _id: 'a', v: 1 }, { _id: 'b', v: 'one' }, { _id: 'c', v: [true, { deep: null }] });
     return [(await read('a')).v, (await read('b')).v, (await read('c')).v]`,
    [1, 'one', [true, { deep: null }]],
  ),
  introduction(
    'A date is read as a Date object.',
    `await put({ _id: 'a', at: new Date(5) }); const { at } = await read('a'); return [at instanceof Date, at.getTime()]`,
    [true, 5],
  ),
  introduction(
    'A call without the permissions it needs fails.',
    `return codeOf(wixData.insert('Things', {}))`,
    'WDE0027',
  ),
  introduction(
    'Backend code overrides the checks of permissions by suppressAuth.',
    `return (await wixData.insert('Things', { n: 1 }, { suppressAuth: true })).n`,
    1,
  ),
  but(
    introduction(
      'Data that was just changed may be read as it was, unless consistentRead is true.',
      `await put({ _id: 'a' }); return [await wixData.get('Things', 'a', owner), (await wixData.get('Things', 'a', { ...owner, consistentRead: true }))._id]`,
      [null, 'a'],
    ),
    'Reads are up to date by default; `faults.staleReads` makes them lag',
  ),
  but(
    introduction(
      'The collections of Wix apps are queried as those of the site.',
      `return (await wixData.query('Stores/Products').find(owner)).items`,
      [],
    ),
    NOT_OF_APPS,
  ),
  insert(
    'An item gets an id, and the dates of its creation and its update, which are the same.',
    `const { _id, _createdDate, _updatedDate } = await wixData.insert('Things', {}, owner);
     return [typeof _id, _createdDate instanceof Date, _createdDate.getTime() === _updatedDate.getTime()]`,
    ['string', true, true],
  ),
  insert('An id of your own is kept.', `await put({ _id: 'own' }); return (await read('own'))._id`, 'own'),
  insert(
    'An item is not inserted over one with the same id.',
    `await put({ _id: 'a', n: 1 }); return [await codeOf(put({ _id: 'a', n: 2 })), (await read('a')).n]`,
    ['WDE0074', 1],
  ),
  insert('An id that is null is an error.', `return codeOf(put({ _id: null }))`, 'WDE0002'),
  insert('An id that is an empty text is an error.', `return codeOf(put({ _id: '' }))`, 'WDE0002'),
  insert(
    'The promise resolves to the item that was added.',
    `return (await wixData.insert('Things', { title: 'a' }, owner)).title`,
    'a',
  ),
  insert(
    'A reference is set by the id of the referenced item.',
    `await wixData.insert('Movies', { _id: 'm', director: 'ann' }, owner); return (await wixData.get('Movies', 'm', owner)).director`,
    'ann',
  ),
  insert(
    'A reference is set by the whole referenced item.',
    `await wixData.insert('Movies', { _id: 'm', director: { _id: 'ann', name: 'Ann' } }, owner); return (await wixData.get('Movies', 'm', owner)).director`,
    'ann',
  ),
  insert(
    'Fields with several references are not set by it.',
    `await wixData.insert('Movies', { _id: 'm', actors: ['ann'] }, owner); return (await wixData.queryReferenced('Movies', 'm', 'actors', owner)).totalCount`,
    0,
  ),
  insert(
    'It triggers beforeInsert and afterInsert.',
    `await put({ _id: 'a' }); return seen`,
    ['beforeInsert', 'afterInsert'],
    noting('beforeInsert', 'afterInsert'),
  ),
  insert(
    'suppressHooks leaves its hooks out.',
    `await wixData.insert('Things', {}, { ...owner, suppressHooks: true }); return seen`,
    [],
    noting('beforeInsert', 'afterInsert'),
  ),
  update(
    'It replaces the item: values that are not among the new ones are lost.',
    `await put({ _id: 'a', kept: 1, lost: 2 }); await wixData.update('Things', { _id: 'a', kept: 3 }, owner);
     const { kept, lost } = await read('a'); return [kept, lost ?? null]`,
    [3, null],
  ),
  update(
    'An item that does not exist is an error.',
    `return codeOf(wixData.update('Things', { _id: 'a' }, owner))`,
    'WDE0073',
  ),
  update('An item without an id is an error.', `return codeOf(wixData.update('Things', { n: 1 }, owner))`, 'WDE0007'),
  update(
    'The promise resolves to the updated item.',
    `await put({ _id: 'a' }); return (await wixData.update('Things', { _id: 'a', n: 2 }, owner)).n`,
    2,
  ),
  update(
    'It triggers beforeUpdate and afterUpdate.',
    `await put({ _id: 'a' }); await wixData.update('Things', { _id: 'a' }, owner); return seen`,
    ['beforeUpdate', 'afterUpdate'],
    noting('beforeUpdate', 'afterUpdate'),
  ),
  save(
    'An item without an id is inserted.',
    `return typeof (await wixData.save('Things', { n: 1 }, owner))._id`,
    'string',
  ),
  save(
    'An item with the id of another replaces that.',
    `await put({ _id: 'a', n: 1, m: 1 }); await wixData.save('Things', { _id: 'a', n: 2 }, owner); const { n, m } = await read('a'); return [n, m ?? null]`,
    [2, null],
  ),
  save(
    'An item with an id that is not there yet is inserted with it.',
    `await wixData.save('Things', { _id: 'new' }, owner); return (await read('new'))._id`,
    'new',
  ),
  save(
    'It triggers the hooks of an insert or of an update.',
    `await wixData.save('Things', { _id: 'a' }, owner); await wixData.save('Things', { _id: 'a' }, owner); return seen`,
    ['beforeInsert', 'afterInsert', 'beforeUpdate', 'afterUpdate'],
    noting('beforeInsert', 'afterInsert', 'beforeUpdate', 'afterUpdate'),
  ),
  get('It resolves to the item with the id.', `await put({ _id: 'a', n: 1 }); return (await read('a')).n`, 1),
  get('It resolves to null when no item has the id.', `return read('nobody')`, null),
  get('It fails without permission to read.', `return codeOf(wixData.get('Things', 'a'))`, 'WDE0027'),
  get(
    'It triggers beforeGet and afterGet.',
    `await put({ _id: 'a' }); await read('a'); return seen`,
    ['beforeGet', 'afterGet'],
    noting('beforeGet', 'afterGet'),
  ),
  remove(
    'It resolves to the removed item.',
    `await put({ _id: 'a', n: 1 }); return [(await wixData.remove('Things', 'a', owner)).n, await read('a')]`,
    [1, null],
  ),
  remove('It fails without permission to delete.', `return codeOf(wixData.remove('Things', 'a'))`, 'WDE0027'),
  remove(
    'It triggers beforeRemove and afterRemove.',
    `await put({ _id: 'a' }); await wixData.remove('Things', 'a', owner); return seen`,
    ['beforeRemove', 'afterRemove'],
    noting('beforeRemove', 'afterRemove'),
  ),
  bulkInsert('A list of items must not be empty.', `return codeOf(wixData.bulkInsert('Things', [], owner))`, 'WDE0005'),
  bulkInsert(
    'At most 1,000 items are inserted at once.',
    `const items = (count) => Array.from({ length: count }, () => ({})); return [await codeOf(wixData.bulkInsert('Things', items(1000), owner)), await codeOf(wixData.bulkInsert('Things', items(1001), owner))]`,
    ['none', 'WDE0006'],
  ),
  bulkInsert(
    'Items with an id that exists are skipped.',
    `await put({ _id: 'a', n: 1 }); const { inserted, skipped, insertedItemIds } = await wixData.bulkInsert('Things', [{ _id: 'a', n: 2 }, { _id: 'b' }], owner);
     return [inserted, skipped, insertedItemIds, (await read('a')).n]`,
    [1, 1, ['b'], 1],
  ),
  bulkInsert(
    'Its hooks run once for each item.',
    `await wixData.bulkInsert('Things', [{}, {}], owner); return seen.sort()`,
    ['afterInsert', 'afterInsert', 'beforeInsert', 'beforeInsert'],
    noting('beforeInsert', 'afterInsert'),
  ),
  bulkUpdate(
    'Items that do not exist are skipped.',
    `await put({ _id: 'a' }); const { updated, skipped, updatedItemIds } = await wixData.bulkUpdate('Things', [{ _id: 'a' }, { _id: 'b' }], owner); return [updated, skipped, updatedItemIds]`,
    [1, 1, ['a']],
  ),
  bulkUpdate(
    'It replaces items whole.',
    `await put({ _id: 'a', lost: 1 }); await wixData.bulkUpdate('Things', [{ _id: 'a' }], owner); return (await read('a')).lost ?? null`,
    null,
  ),
  bulkSave(
    'It inserts the new items and updates the others.',
    `await put({ _id: 'a' }); const { inserted, updated, insertedItemIds, updatedItemIds } = await wixData.bulkSave('Things', [{ _id: 'a' }, { _id: 'b' }], owner);
     return [inserted, updated, insertedItemIds, updatedItemIds]`,
    [1, 1, ['b'], ['a']],
  ),
  bulkSave(
    'At most 1,000 items are saved at once.',
    `return codeOf(wixData.bulkSave('Things', Array.from({ length: 1001 }, () => ({})), owner))`,
    'WDE0006',
  ),
  bulkRemove(
    'It counts what was removed and what was skipped.',
    `await put({ _id: 'a' }); const { removed, skipped, removedItemIds } = await wixData.bulkRemove('Things', ['a', 'b'], owner); return [removed, skipped, removedItemIds]`,
    [1, 1, ['a']],
  ),
  bulkRemove(
    'At most 1,000 items are removed at once.',
    `return codeOf(wixData.bulkRemove('Things', Array.from({ length: 1001 }, String), owner))`,
    'WDE0069',
  ),
  truncate(
    'It removes all items of a collection.',
    `await put({}, {}); await wixData.truncate('Things', owner); return things().count(owner)`,
    0,
  ),
  truncate(
    'It runs for the site owner only, unless suppressAuth is true.',
    `return codeOf(wixData.truncate('Things'))`,
    'WDE0027',
  ),
  truncate(
    'It clears the references to the items.',
    `await wixData.insert('Movies', { _id: 'm' }, owner); await wixData.insertReference('Movies', 'actors', 'm', 'ann', owner);
     await wixData.truncate('People', owner); return (await wixData.queryReferenced('Movies', 'm', 'actors', owner)).totalCount`,
    0,
  ),
  hooks(
    'The item that beforeInsert returns is inserted.',
    `await put({ _id: 'a', n: 1 }); return (await read('a')).n`,
    2,
    `export const seen = []; export const Things_beforeInsert = (item) => ({ ...item, n: 2 });`,
  ),
  hooks(
    'A rejection of beforeInsert blocks the insert.',
    `return [await codeOf(put({ _id: 'a' })), await read('a')]`,
    ['WDE0078', null],
    `export const seen = []; export const Things_beforeInsert = () => Promise.reject(new Error('no'));`,
  ),
  hooks(
    'A rejection of afterInsert leaves the item inserted, and rejects the call.',
    `return [await codeOf(put({ _id: 'a' })), (await read('a'))._id]`,
    ['WDE0078', 'a'],
    `export const seen = []; export const Things_afterInsert = () => Promise.reject(new Error('no'));`,
  ),
  hooks(
    'afterGet changes what the caller gets, and not what is stored.',
    `await put({ _id: 'a', n: 1 }); return [(await read('a')).n, (await wixData.get('Things', 'a', { ...owner, suppressHooks: true })).n]`,
    [2, 1],
    `export const seen = []; export const Things_afterGet = (item) => ({ ...item, n: 2 });`,
  ),
  hooks(
    'The hook before an update knows the item as it is stored.',
    `await put({ _id: 'a', n: 1 }); await wixData.update('Things', { _id: 'a', n: 2 }, owner); return seen`,
    [1],
    `export const seen = []; export function Things_beforeUpdate(item, { currentItem }) { seen.push(currentItem.n); return item; }`,
  ),
];

/** Text of data hooks that note their names. */
function noting(...names: readonly string[]): string {
  return [
    'export const seen = [];',
    ...names.map((name) => `export function Things_${name}(item) { seen.push('${name}'); return item; }`),
  ].join('\n');
}
