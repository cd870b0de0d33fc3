import { backendModules } from '../../emulator/fidelity/backend-modules.ts';
import { type DocumentedObject, memberAddress } from '../../emulator/fidelity/documented.ts';
import { wixDataMembers } from '../../emulator/fidelity/wix-data.ts';
import { cleanUp, makeSite, open, openWithHandler, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

/** Expressions for the objects, which a handler evaluates. */
const expressions: Readonly<Record<string, string>> = {
  wixData: 'wixData',
  WixDataAggregate: `wixData.aggregate('Things')`,
  WixDataAggregateResult: `await wixData.aggregate('Things').run(owner)`,
  WixDataFilter: 'wixData.filter()',
  WixDataQuery: `wixData.query('Things')`,
  WixDataQueryReferencedResult: `await wixData.queryReferenced('Referring', 't', 'others', owner)`,
  WixDataQueryResult: `await wixData.query('Things').find(owner)`,
  WixDataSort: 'wixData.sort()',
};

const properties = [
  'currentPage',
  'items',
  'length',
  'pageSize',
  'partialIncludes',
  'query',
  'totalCount',
  'totalPages',
];

function objectNamed(wanted: string): DocumentedObject {
  const found = wixDataMembers.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`There is no ${wanted}`);
  return found;
}

/** Returns the members of an object with what a site finds: a function, a property, or nothing. */
function found(types: Readonly<Record<string, string>>, { members }: DocumentedObject): string[] {
  return members.map(({ name }) => `${name}: ${types[name] ?? 'nothing'}`);
}

function claimed({ name: object, members }: DocumentedObject): string[] {
  return members.map(({ name, emulated }) => {
    if (emulated === 'missing') return `${name}: nothing`;
    const isProperty = object.endsWith('Result') && properties.includes(name);
    return `${name}: ${isProperty ? 'property' : 'function'}`;
  });
}

const REQUEST = 'wix-http-functions WixHttpFunctionRequest';

function moduleNamed(wanted: string): DocumentedObject {
  const found = backendModules.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`There is no ${wanted}`);
  return found;
}

function namesOf(object: string): string[] {
  return moduleNamed(object).members.map(({ name }) => name);
}

/** Returns the members that the table does not call missing. */
function emulated({ members }: DocumentedObject): string[] {
  return members.filter((member) => member.emulated !== 'missing').map(({ name }) => name);
}

/** Members of modules that are objects of their own, classes, or not documented. */
const namespaces = [
  ...['default', '__esModule', 'WixRouterSitemapEntry'],
  ...['contacts', 'notifications', 'triggeredEmails', 'mediaManager', 'permissionsRouter', 'currentUser', 'secrets'],
  ...['authentication', 'authorization', 'currentMember', 'members'],
];

const PROBE = `(object, names) => Object.fromEntries(names.filter((name) => name in object)
  .map((name) => [name, typeof object[name] === 'function' ? 'function' : 'property']))`;

it.each(Object.entries(expressions))('%s has the members that the table says', async (name, expression) => {
  const emulator = openWithHandler(`return (${PROBE})(${expression}, event);`);
  emulator.data.createCollection('Referring', {}, [
    { key: 'others', type: 'MULTI_REFERENCE', typeMetadata: { multiReference: { referencedCollectionId: 'Things' } } },
  ]);
  emulator.data.put('Referring', { _id: 't' });
  const object = objectNamed(name);
  const names = object.members.map((member) => member.name);

  const types = returned(await emulator.invokeEvent('handle', names)) as Record<string, string>;

  expect(found(types, object)).toEqual(claimed(object));
});

it.each(backendModules.filter((object) => object.found !== undefined))(
  '$name has the members that the table says',
  async (object) => {
    const { module, expression } = object.found ?? { module: '', expression: '' };
    const emulator = open(
      makeSite({
        'src/backend/it.js': `import * as it from '${module}'; export const look = async (names) => (${PROBE})(${expression}, names);`,
      }),
    );
    emulator.fetch.get('https://example.com/', { json: {} });
    const names = object.members.map(({ name }) => name);

    const types = returned(await emulator.invokeFunction('it.js', 'look', [names], 'visitor')) as Record<
      string,
      string
    >;

    expect(names.filter((name) => name in types)).toEqual(emulated(object));
  },
);

it('a request of an HTTP function has the members that the table says', async () => {
  const emulator = open(
    makeSite({
      'src/backend/http-functions.js': `import { ok } from 'wix-http-functions';
        const namesIn = (object, names) => names.filter((name) => name in object);
        export const post_look = async (request) => ok({ body: [namesIn(request, ${JSON.stringify(namesOf(REQUEST))}),
          namesIn(request.body, ${JSON.stringify(namesOf(`${REQUEST}Body`))})] });`,
    }),
  );

  expect((await emulator.http.post('/_functions/look')).json()).toEqual([
    emulated(moduleNamed(REQUEST)),
    emulated(moduleNamed(`${REQUEST}Body`)),
  ]);
});

it('what the emulator has of a module is in the table', async () => {
  for (const { found: place, members } of backendModules) {
    if (place === undefined || place.expression.includes('(')) continue;
    const { module, expression } = place;
    const emulator = open(
      makeSite({
        'src/backend/it.js': `import * as it from '${module}'; export const look = () => Object.keys(Object(${expression}));`,
      }),
    );
    const keys = returned(await emulator.invokeFunction('it.js', 'look', [], 'visitor')) as string[];
    const known = new Set([...members.map(({ name }) => name), ...namespaces]);

    expect({ module, expression, unlisted: keys.filter((key) => !known.has(key)) }).toEqual({
      module,
      expression,
      unlisted: [],
    });
  }
});

it('the hooks that are run are those of the table', async () => {
  const hooks = objectNamed('Hooks').members.map(({ name }) => name);
  const emulator = open(
    makeSite({
      'src/backend/data.js': `export const names = [];
        ${hooks.map((name) => `export const Things_${name} = () => void names.push('${name}');`).join('\n')}`,
      'src/backend/events.js': `import wixData from 'wix-data'; import { names } from 'backend/data.js';
        const owner = { suppressAuth: true };
        export async function handle() {
          await wixData.insert('Things', { _id: 'a' }, owner);
          await wixData.update('Things', { _id: 'a' }, owner);
          await wixData.get('Things', 'a', owner);
          await wixData.query('Things').find(owner);
          await wixData.query('Things').count(owner);
          await wixData.query('Things').distinct('_id', owner);
          await wixData.aggregate('Things').count().run(owner);
          await wixData.remove('Things', 'a', owner);
          await wixData.update('Things', { _id: 'a' }, owner).catch(() => {});
          return [...new Set(names)].sort();
        }`,
    }),
  );
  emulator.data.createCollection('Things');

  expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([...hooks].sort());
});

it('WixDataDistinct has the members that the table says', async () => {
  const object = objectNamed('WixDataDistinct');
  const names = JSON.stringify(object.members.map(({ name }) => name));
  const emulator = open(
    makeSite({
      'src/backend/data.js': `export const seen = []; export function Things_beforeDistinct(distinct) { seen.push((${PROBE})(distinct, ${names})); }`,
      'src/backend/events.js': `import wixData from 'wix-data'; import { seen } from 'backend/data.js';
        export const handle = () => wixData.query('Things').distinct('a', { suppressAuth: true }).then(() => seen[0]);`,
    }),
  );
  emulator.data.createCollection('Things');

  const types = returned(await emulator.invokeEvent('handle', {})) as Record<string, string>;

  expect(found(types, object)).toEqual(claimed(object));
});

it('a missing option is refused, and the others are taken', async () => {
  for (const { name, emulated } of objectNamed('WixDataOptions').members) {
    const emulator = openWithHandler(
      `return await wixData.query('Things').count({ suppressAuth: true, ${name}: true });`,
    );
    const invocation = await emulator.invokeEvent('handle', {});

    if (emulated === 'missing') expect(thrownCode(invocation)).toBe('NOT_EMULATED');
    else expect(returned(invocation)).toBe(0);
  }
});

it('each member has the address of its page, and a note where it differs', () => {
  const members = [...wixDataMembers, ...backendModules].flatMap((object) =>
    object.members.map((member) => ({ ...member, address: memberAddress(object, member) })),
  );

  expect(members.filter(({ emulated, note }) => (emulated === 'yes') !== (note === undefined))).toEqual([]);
  expect(
    members.filter(
      ({ address }) => !/^https:\/\/dev\.wix\.com\/docs\/(velo|sdk)\/[a-z-]+(\/[a-z0-9_-]+)+$/.test(address),
    ),
  ).toEqual([]);
});
