import { cleanUp, makeSite, open, returned } from './site-fixture.ts';

afterEach(cleanUp);

/** Runs a handler on a site with data hooks, which can call `heard` to report a call. */
async function run(hooks: string, body: string, identity: 'event' | 'owner' = 'event'): Promise<unknown> {
  const code = `import wixData from 'wix-data'; import { elevate } from 'wix-auth'; import { heard, calls } from 'backend/heard.js';
    const owner = { suppressAuth: true };`;
  const emulator = open(
    makeSite({
      'src/backend/heard.js': `export const calls = []; export const heard = (...args) => void calls.push(args);`,
      'src/backend/data.js': `import wixData from 'wix-data'; import { heard } from 'backend/heard.js'; ${hooks}`,
      'src/backend/events.js': `${code} export async function handle() { ${body} }`,
      'src/backend/job.js': `${code} export async function handle() { ${body} }`,
      'src/backend/jobs.config': JSON.stringify({
        jobs: [
          { functionLocation: '/job.js', functionName: 'handle', executionConfig: { cronExpression: '0 0 * * *' } },
        ],
      }),
    }),
  );
  emulator.data.createCollection('Things');
  emulator.data.createCollection('Others');
  for (const n of [1, 2, 3]) emulator.data.put('Things', { _id: `t${n}`, n, _createdDate: new Date(n) });
  return returned(identity === 'owner' ? await emulator.invokeJob('handle') : await emulator.invokeEvent('handle', {}));
}

// https://dev.wix.com/docs/velo/apis/wix-data/hooks/before-insert
it('beforeInsert: "The returned object will be inserted into the collection instead of the original item"', async () => {
  const hooks = `export function Things_beforeInsert(item, context) { return { ...item, title: item.title.toUpperCase() }; }`;
  const body = `await wixData.insert('Things', { _id: 'a', title: 'abc' }, owner); return (await wixData.get('Things', 'a', owner)).title;`;

  expect(await run(hooks, body)).toBe('ABC');
});

it('"If the returned value is of the wrong type, the value is ignored", and so is a change of the item that it was given', async () => {
  const hooks = `export function Things_beforeInsert(item) { item.title = 'changed'; }
    export const Things_afterInsert = () => 'text';`;
  const body = `const item = await wixData.insert('Things', { title: 'given' }, owner); return item.title;`;

  expect(await run(hooks, body)).toBe('given');
});

it('"A rejected Promise blocks the call to `insert()`": WDE0078', async () => {
  const hooks = `export const Things_beforeInsert = () => Promise.reject('Invalid email address.');`;
  const body = `try { await wixData.insert('Things', { _id: 'a' }, owner); } catch (error) {
    return [error.code, error.message.includes('Invalid email address.'), await wixData.get('Things', 'a', owner)]; }`;

  expect(await run(hooks, body)).toEqual(['WDE0078', true, null]);
});

it('after hooks: "Returning a rejected promise will not block the operation, but will return a rejected promise to the caller"', async () => {
  const hooks = `export function Things_afterInsert() { throw new Error('no'); }`;
  const body = `try { await wixData.insert('Things', { _id: 'a' }, owner); } catch (error) {
    return [error.code, (await wixData.get('Things', 'a', owner))._id]; }`;

  expect(await run(hooks, body)).toEqual(['WDE0078', 'a']);
});

// https://dev.wix.com/docs/velo/apis/wix-data/hooks/after-get
it.each([
  ['afterGet', `(item) => ({ ...item, full: true })`, `(await wixData.get('Things', 't1', owner)).full`, true],
  [
    'afterUpdate',
    `(item) => ({ ...item, full: true })`,
    `(await wixData.update('Things', { _id: 't1' }, owner)).full`,
    true,
  ],
  ['afterRemove', `(item) => ({ ...item, full: true })`, `(await wixData.remove('Things', 't1', owner)).full`, true],
  ['beforeGet', `() => 't2'`, `(await wixData.get('Things', 't1', owner)).n`, 2],
  ['beforeRemove', `() => 't2'`, `(await wixData.remove('Things', 't1', owner)).n`, 2],
  [
    'beforeUpdate',
    `(item) => ({ ...item, n: 9 })`,
    `(await wixData.update('Things', { _id: 't1', n: 5 }, owner)).n`,
    9,
  ],
  ['beforeQuery', `(query) => query.gt('n', 2)`, `(await wixData.query('Things').find(owner)).length`, 1],
  [
    'afterQuery',
    `async (item) => ({ ...item, n: item.n * 10 })`,
    `(await wixData.query('Things').ascending('n').find(owner)).items.map((item) => item.n)`,
    [10, 20, 30],
  ],
  ['beforeCount', `(query) => query.eq('n', 1)`, `await wixData.query('Things').count(owner)`, 1],
  ['afterCount', `(count) => count + 1`, `await wixData.query('Things').count(owner)`, 4],
  [
    'beforeDistinct',
    `(distinct) => distinct.filter(wixData.filter().ge('n', 2)).descending()`,
    `(await wixData.query('Things').distinct('n', owner)).items`,
    [3, 2],
  ],
  [
    'afterDistinct',
    `(value) => value + 0.5`,
    `(await wixData.query('Things').distinct('n', owner)).items`,
    [1.5, 2.5, 3.5],
  ],
  [
    'beforeAggregate',
    `(aggregate) => aggregate.filter(wixData.filter().ge('n', 2))`,
    `(await wixData.aggregate('Things').sum('n').run(owner)).items[0].nSum`,
    5,
  ],
  [
    'afterAggregate',
    `(item) => ({ total: item.nSum })`,
    `(await wixData.aggregate('Things').sum('n').run(owner)).items[0]`,
    { total: 6 },
  ],
])('%s changes what its documentation says', async (name, hook, expression, expected) => {
  expect(await run(`export const Things_${name} = ${hook};`, `return ${expression};`)).toEqual(expected);
});

it('WixDataDistinct reads and sets the property, the filter, the order and the page', async () => {
  const hooks = `export function Things_beforeDistinct(distinct) {
    heard(distinct.getPropertyName(), distinct.isAscending(), distinct.isDescending());
    return distinct.propertyName('n').filter(distinct.getFilter().lt('n', 3)).ascending().skip(1).limit(1);
  }`;
  const body = `const page = await wixData.query('Things').gt('n', 0).distinct('other', owner);
    return [page.items, page.totalCount, calls];`;

  expect(await run(hooks, body)).toEqual([[2], 2, [['other', false, false]]]);
});

// https://dev.wix.com/docs/velo/apis/wix-data/hooks/introduction
describe('the context', () => {
  const hooks = `export function Things_beforeUpdate(item, context) { heard(context, 'currentItem' in context); }`;
  const body = `await wixData.update('Things', { _id: 't1', n: 7 }, owner); return calls[0][0];`;

  it('has "the item stored in the database before an update", and nobody for an event', async () => {
    expect(await run(hooks, body)).toMatchObject({
      collectionName: 'Things',
      userId: null,
      userRole: 'anonymous',
      currentItem: { _id: 't1', n: 1 },
    });
  });

  it('names the owner for a job', async () => {
    expect(await run(hooks, body, 'owner')).toMatchObject({
      userRole: 'siteOwner',
      userId: expect.any(String) as string,
    });
  });
});

// https://dev.wix.com/docs/velo/apis/wix-data/save
it('save: "uses `update()` … triggering the beforeUpdate() and afterUpdate() hooks", or `insert()` with its own', async () => {
  const hooks = ['beforeInsert', 'afterInsert', 'beforeUpdate', 'afterUpdate']
    .map((name) => `export const Things_${name} = () => heard('${name}');`)
    .join('\n');
  const body = `await wixData.save('Things', { _id: 'new' }, owner); await wixData.save('Things', { _id: 'new' }, owner); return calls.flat();`;

  expect(await run(hooks, body)).toEqual(['beforeInsert', 'afterInsert', 'beforeUpdate', 'afterUpdate']);
});

// https://dev.wix.com/docs/develop-websites/articles/databases/wix-data/hooks/using-data-hooks
it('"A hook on an interaction that affects multiple items in the collection will be called repeatedly, once for each of the items"', async () => {
  const hooks = `export const Things_beforeInsert = (item) => { if (item.n === 0) throw new Error('zero'); return { ...item, n: -item.n }; };
    export const Things_afterInsert = (item) => heard('inserted', item.n);
    export const Things_beforeRemove = (id) => heard('removing', id);
    export const Things_afterRemove = (item) => heard('removed', item.n);`;
  const body = `const { inserted, errors } = await wixData.bulkInsert('Things', [{ n: 5 }, { n: 0 }, { n: 6 }], owner);
    await wixData.bulkRemove('Things', ['t1', 'none'], owner);
    return [inserted, errors.map(({ code, originalIndex, item }) => [code, originalIndex, item.n]), calls];`;

  expect(await run(hooks, body)).toEqual([
    2,
    [['WDE0078', 1, 0]],
    [
      ['inserted', -5],
      ['inserted', -6],
      ['removing', 't1'],
      ['removing', 'none'],
      ['removed', 1],
    ],
  ]);
});

// https://dev.wix.com/docs/velo/apis/wix-data/hooks/on-failure
describe('onFailure', () => {
  const missing = `await wixData.update('Things', { _id: 'none' }, owner)`;

  it('"Returning a fulfilled promise will result in a fulfilled data operation with the provided result"', async () => {
    const hooks = `export async function Things_onFailure(error, context) { return { code: error.code, of: context.collectionName }; }`;

    expect(await run(hooks, `return ${missing};`)).toEqual({ code: 'WDE0073', of: 'Things' });
  });

  it('"Returning a rejected promise will result in returning a rejected promise to the caller"', async () => {
    const hooks = `export const Things_onFailure = (error) => Promise.reject(new Error('own ' + error.code));`;

    expect(await run(hooks, `try { ${missing}; } catch (error) { return error.message; }`)).toBe('own WDE0073');
  });

  it('leaves the error to the caller when it returns nothing', async () => {
    const hooks = `export function Things_onFailure(error) { heard(error.code); }`;

    expect(await run(hooks, `try { ${missing}; } catch (error) { return [error.code, calls]; }`)).toEqual([
      'WDE0073',
      [['WDE0073']],
    ]);
  });

  it('gets the error of another hook', async () => {
    const hooks = `export const Things_beforeGet = () => { throw new Error('no'); };
      export const Things_onFailure = async (error) => error.code;`;

    expect(await run(hooks, `return await wixData.get('Things', 't1', owner);`)).toBe('WDE0078');
  });
});

it.each([
  ['with suppressHooks', `await wixData.insert('Things', {}, { suppressAuth: true, suppressHooks: true })`],
  ['for another collection', `await wixData.insert('Others', {}, owner)`],
  ['for truncate', `await wixData.truncate('Things', owner)`],
])('no hook runs %s', async (_what, call) => {
  const hooks = `export const Things_beforeInsert = () => heard(1); export const Things_onFailure = () => heard(2);`;

  expect(await run(hooks, `${call}; return calls;`)).toEqual([]);
});

it('hooks run around elevated calls too', async () => {
  const hooks = `export const Things_afterGet = (item) => ({ ...item, hooked: true });`;

  expect(await run(hooks, `return (await elevate(wixData.get)('Things', 't1')).hooked;`)).toBe(true);
});
