import { type DocumentedSentence, onPage } from './documented-sentence.ts';

const include = onPage('wix-data-query/include');
const insertReference = onPage('insert-reference');
const isReferenced = onPage('is-referenced');
const queryReferenced = onPage('query-referenced');
const removeReference = onPage('remove-reference');
const replaceReferences = onPage('replace-references');
const aggregate = onPage('aggregate');
const ascending = onPage('wix-data-aggregate/ascending');
const avg = onPage('wix-data-aggregate/avg');
const count = onPage('wix-data-aggregate/count');
const filter = onPage('wix-data-aggregate/filter');
const group = onPage('wix-data-aggregate/group');
const having = onPage('wix-data-aggregate/having');
const max = onPage('wix-data-aggregate/max');
const min = onPage('wix-data-aggregate/min');
const run = onPage('wix-data-aggregate/run');
const sum = onPage('wix-data-aggregate/sum');

const MOVIE = `await wixData.insert('Movies', { _id: 'm', director: 'ann' }, owner); const actors = async () => (await wixData.queryReferenced('Movies', 'm', 'actors', owner)).items.map(({ _id }) => _id);`;
const CITIES = `await put({ city: 'Buffalo', population: 292000, state: 'NY' }, { city: 'New York', population: 8015000, state: 'NY' }, { city: 'Miami', population: 362000, state: 'FL' });
  const cities = () => wixData.aggregate('Things'); const rows = async (query) => (await query.run(owner)).items;`;

/** Sentences about references and about aggregations. */
export const sentencesAboutReferencesAndGroups: readonly DocumentedSentence[] = [
  include(
    'Without it a reference is an id.',
    `${MOVIE} return (await wixData.query('Movies').find(owner)).items[0].director`,
    'ann',
  ),
  include(
    'With it the whole referenced item is there.',
    `${MOVIE} return (await wixData.query('Movies').include('director').find(owner)).items[0].director.name`,
    'Ann',
  ),
  include(
    'With it a field with several references has the items.',
    `${MOVIE} await wixData.insertReference('Movies', 'actors', 'm', ['ann', 'bob'], owner); return (await wixData.query('Movies').include('actors').find(owner)).items[0].actors.map(({ name }) => name)`,
    ['Ann', 'Bob'],
  ),
  include(
    'Of a field with several references at most 50 items are there, and partialIncludes says so.',
    `${MOVIE} const ids = Array.from({ length: 51 }, (_, n) => 'p' + n); await wixData.bulkInsert('People', ids.map((_id) => ({ _id })), owner);
     await wixData.insertReference('Movies', 'actors', 'm', ids, owner); const page = await wixData.query('Movies').include('actors').find(owner); return [page.items[0].actors.length, page.partialIncludes]`,
    [50, true],
  ),
  include(
    'Only one field with several references can be included.',
    `return codeOf((async () => wixData.query('Movies').include('actors', 'producers').find(owner))())`,
    'WDE0022',
  ),
  insertReference(
    'It takes an id, an item or a list of them.',
    `${MOVIE} await wixData.insertReference('Movies', 'actors', 'm', 'ann', owner); await wixData.insertReference('Movies', 'actors', { _id: 'm' }, [{ _id: 'bob' }, 'cid'], owner); return actors()`,
    ['ann', 'bob', 'cid'],
  ),
  insertReference(
    'The property must hold several references.',
    `${MOVIE} return codeOf(wixData.insertReference('Movies', 'director', 'm', 'bob', owner))`,
    'WDE0020',
  ),
  insertReference(
    'It needs permission to update.',
    `${MOVIE} return codeOf(wixData.insertReference('Movies', 'actors', 'm', 'ann'))`,
    'WDE0027',
  ),
  isReferenced(
    'It resolves to whether there is a reference.',
    `${MOVIE} await wixData.insertReference('Movies', 'actors', 'm', 'ann', owner); return [await wixData.isReferenced('Movies', 'actors', 'm', 'ann', owner), await wixData.isReferenced('Movies', 'actors', 'm', 'bob', owner)]`,
    [true, false],
  ),
  queryReferenced(
    'It gives the whole referenced items.',
    `${MOVIE} await wixData.insertReference('Movies', 'actors', 'm', 'ann', owner); return (await wixData.queryReferenced('Movies', 'm', 'actors', owner)).items[0].name`,
    'Ann',
  ),
  queryReferenced(
    'It needs permission to read.',
    `${MOVIE} return codeOf(wixData.queryReferenced('Movies', 'm', 'actors'))`,
    'WDE0027',
  ),
  removeReference(
    'It removes one reference, and leaves the others.',
    `${MOVIE} await wixData.insertReference('Movies', 'actors', 'm', ['ann', 'bob'], owner); await wixData.removeReference('Movies', 'actors', 'm', 'ann', owner); return actors()`,
    ['bob'],
  ),
  replaceReferences(
    'It removes all references, and adds those given.',
    `${MOVIE} await wixData.insertReference('Movies', 'actors', 'm', ['ann', 'bob'], owner); await wixData.replaceReferences('Movies', 'actors', 'm', ['cid'], owner); return actors()`,
    ['cid'],
  ),
  replaceReferences(
    'An empty list removes all references.',
    `${MOVIE} await wixData.insertReference('Movies', 'actors', 'm', 'ann', owner); await wixData.replaceReferences('Movies', 'actors', 'm', [], owner); return actors()`,
    [],
  ),
  aggregate(
    'It gives 50 results unless there is a limit.',
    `await wixData.bulkInsert('Things', Array.from({ length: 60 }, (_, n) => ({ n })), owner); return (await wixData.aggregate('Things').group('n').run(owner)).length`,
    50,
  ),
  ascending(
    'It sorts the groups.',
    `${CITIES} return (await rows(cities().group('state').max('population').ascending('populationMax'))).map(({ _id }) => _id)`,
    ['FL', 'NY'],
  ),
  avg(
    'The result is named after the property, with Avg.',
    `${CITIES} return (await rows(cities().group('state').avg('population').descending('populationAvg')))[0].populationAvg`,
    4153500,
  ),
  avg(
    'The result is named as you want.',
    `${CITIES} return (await rows(cities().group('state').avg('population', 'average').ascending('average')))[0].average`,
    362000,
  ),
  avg(
    'Without a group it is that of all items.',
    `${CITIES} return (await rows(cities().avg('population')))[0].populationAvg`,
    2889666.6666666665,
  ),
  count(
    'It counts the items of each group as "count".',
    `${CITIES} return (await rows(cities().group('state').count().descending('count'))).map(({ _id, count }) => [_id, count])`,
    [
      ['NY', 2],
      ['FL', 1],
    ],
  ),
  filter(
    'Items that do not match are left out before they are grouped.',
    `${CITIES} return (await rows(cities().filter(wixData.filter().gt('population', 300000)).group('state').count().ascending('_id'))).map(({ _id, count }) => [_id, count])`,
    [
      ['FL', 1],
      ['NY', 1],
    ],
  ),
  group(
    'A group of one property has its value as the id.',
    `${CITIES} return (await rows(cities().group('state').count().ascending('_id'))).map(({ _id }) => _id)`,
    ['FL', 'NY'],
  ),
  group(
    'A group of several properties has an object as the id, and the properties.',
    `${CITIES} const [{ _id, state, city }] = await rows(cities().group('state', 'city').max('population').descending('populationMax')); return [_id, state, city]`,
    [{ state: 'NY', city: 'New York' }, 'NY', 'New York'],
  ),
  having(
    'Groups that do not match are left out.',
    `${CITIES} return (await rows(cities().group('state').sum('population').having(wixData.filter().gt('populationSum', 1000000)))).map(({ _id }) => _id)`,
    ['NY'],
  ),
  max(
    'The result is named after the property, with Max.',
    `${CITIES} return (await rows(cities().max('population')))[0].populationMax`,
    8015000,
  ),
  min(
    'The result is named after the property, with Min.',
    `${CITIES} return (await rows(cities().min('population')))[0].populationMin`,
    292000,
  ),
  sum(
    'The result is named after the property, with Sum.',
    `${CITIES} return (await rows(cities().sum('population')))[0].populationSum`,
    8669000,
  ),
  run(
    'Its result has pages.',
    `${CITIES} const first = await cities().group('city').ascending('_id').limit(2).run(owner); const second = await first.next(); return [first.length, first.hasNext(), second.items.map(({ _id }) => _id), second.hasNext()]`,
    [2, true, ['New York'], false],
  ),
];
