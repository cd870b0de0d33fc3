import { cleanUp, makeSite, open, openWithHandler, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

// https://dev.wix.com/docs/velo/apis/wix-data/introduction
it('"A function called with insufficient permissions will fail": an event has no identity, so admin-only data is WDE0027', async () => {
  const emulator = openWithHandler(`await wixData[event.does]('Things', event.with);`);

  for (const [does, given] of [
    ['get', 'a'],
    ['insert', {}],
    ['save', {}],
    ['update', { _id: 'a' }],
    ['remove', 'a'],
    ['bulkInsert', [{}]],
  ]) {
    expect(thrownCode(await emulator.invokeEvent('handle', { does, with: given }))).toBe('WDE0027');
  }
});

it('"you can override permission checks in backend code by using the `SuppressAuth` option"', async () => {
  const emulator = openWithHandler(`
    await wixData.insert('Things', { _id: 'a' }, { suppressAuth: true });
    return (await wixData.query('Things').find({ suppressAuth: true })).length;`);

  expect(returned(await emulator.invokeEvent('handle', {}))).toBe(1);
});

describe('roles', () => {
  const site = {
    'src/backend/data.web.js': `import { webMethod, Permissions } from 'wix-web-module';
      import wixData from 'wix-data';
      export const add = webMethod(Permissions.Anyone, (id) => wixData.insert('Notes', { _id: id }));
      export const read = webMethod(Permissions.Anyone, (id) => wixData.get('Notes', id));
      export const drop = webMethod(Permissions.Anyone, (ids) => wixData.bulkRemove('Notes', ids));
      export const list = webMethod(Permissions.Anyone, () => wixData.query('Notes').find());`,
  };
  const ann = { memberId: 'ann' };
  const bob = { memberId: 'bob' };

  it('"SITE MEMBER: Any signed-in user", "ANYONE: Any site visitor"', async () => {
    const emulator = open(makeSite(site));
    emulator.data.createCollection('Notes', { insert: 'SITE_MEMBER', read: 'ANYONE' });

    expect(thrownCode(await emulator.invokeWebMethod('data.web', 'add', ['a'], 'visitor'))).toBe('WDE0027');
    expect(returned(await emulator.invokeWebMethod('data.web', 'add', ['a'], ann))).toMatchObject({ _owner: 'ann' });
    expect(returned(await emulator.invokeWebMethod('data.web', 'read', ['a'], 'visitor'))).toMatchObject({ _id: 'a' });
  });

  it('"SITE_MEMBER_AUTHOR": a member reads their own item, and not that of another', async () => {
    const emulator = open(makeSite(site));
    emulator.data.createCollection('Notes', { insert: 'SITE_MEMBER', read: 'SITE_MEMBER_AUTHOR' });
    await emulator.invokeWebMethod('data.web', 'add', ['a'], ann);

    expect(returned(await emulator.invokeWebMethod('data.web', 'read', ['a'], ann))).toMatchObject({ _id: 'a' });
    expect(thrownCode(await emulator.invokeWebMethod('data.web', 'read', ['a'], bob))).toBe('WDE0027');
    expect(returned(await emulator.invokeWebMethod('data.web', 'list', [], ann))).toMatchObject({ totalCount: 1 });
    expect(returned(await emulator.invokeWebMethod('data.web', 'list', [], bob))).toMatchObject({ totalCount: 0 });
    expect(thrownCode(await emulator.invokeWebMethod('data.web', 'list', [], 'visitor'))).toBe('WDE0027');
  });

  it('bulkRemove: "the only items that will be deleted are those for which the current user is the owner. All other items will be skipped"', async () => {
    const emulator = open(makeSite(site));
    emulator.data.createCollection('Notes', { insert: 'SITE_MEMBER', remove: 'SITE_MEMBER_AUTHOR' });
    await emulator.invokeWebMethod('data.web', 'add', ['a'], ann);
    await emulator.invokeWebMethod('data.web', 'add', ['b'], bob);

    const result = returned(await emulator.invokeWebMethod('data.web', 'drop', [['a', 'b']], ann));

    expect(result).toEqual({ removed: 1, skipped: 1, removedItemIds: ['a'], errors: [] });
  });

  it('the site owner may do everything', async () => {
    const emulator = open(makeSite(site));
    emulator.data.createCollection('Notes');

    expect((await emulator.invokeWebMethod('data.web', 'add', ['a'], 'admin')).result.kind).toBe('returned');
  });
});

// https://dev.wix.com/docs/velo/apis/wix-data-v2/collections/create-data-collection
describe('collections', () => {
  const collection = `{ _id: 'Made', fields: [{ key: 'title', type: 'TEXT' }],
    permissions: { insert: 'ADMIN', update: 'ADMIN', remove: 'ADMIN', read: 'ADMIN' } }`;
  const openSite = () =>
    open(
      makeSite({
        'src/backend/events.js': `import { collections } from 'wix-data.v2';
          import { elevate } from 'wix-auth';
          const create = elevate(collections.createDataCollection);
          export const plain = () => collections.createDataCollection(${collection});
          export const elevated = () => create(${collection});
          export const empty = () => create({ _id: 'Made', fields: [], permissions: {} });
          export const list = () => elevate(collections.listDataCollections)();
          export const missing = () => elevate(collections.getDataCollection)('Nowhere');`,
      }),
    );

  it('needs elevation: "may require higher-level permissions than the caller has"', async () => {
    const emulator = openSite();

    expect(thrownCode(await emulator.invokeEvent('plain', {}))).toBe('WDE0027');
    expect(emulator.data.collections()).toEqual([]);
  });

  it('creates a collection with elevation, once', async () => {
    const emulator = openSite();

    const created = returned(await emulator.invokeEvent('elevated', {}));
    const again = await emulator.invokeEvent('elevated', {});

    expect(created).toMatchObject({ _id: 'Made', revision: '1', _createdDate: '2024-01-01T00:00:00.000Z' });
    expect(again.result.kind).toBe('threw');
    expect(returned(await emulator.invokeEvent('list', {}))).toMatchObject({ collections: [{ _id: 'Made' }] });
  });

  it('"must include an ID, details for at least 1 field, and a permissions object. If any of these are missing, the collection isn\'t created"', async () => {
    const emulator = openSite();

    expect((await emulator.invokeEvent('empty', {})).result.kind).toBe('threw');
    expect(emulator.data.collections()).toEqual([]);
  });

  it('knows no collection that was not created', async () => {
    expect(thrownCode(await openSite().invokeEvent('missing', {}))).toBe('WDE0025');
  });
});
