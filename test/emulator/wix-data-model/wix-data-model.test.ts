import { cleanUp, makeSite, open, returned } from '../site-fixture.ts';
import { createDice, randomFilter, randomItem, randomSort } from './random-queries.ts';
import { compareItems, matches, type ModelFilter, type ModelItem, type ModelSort } from './reference-model.ts';

afterEach(cleanUp);

/** `npm run test:queries` sets it to 50,000. */
const QUERIES = Number(process.env['QUERIES'] ?? 1_000);
const ITEMS = 60;
const QUERIES_PER_SET = 100;

/** A site that builds queries from trees. Dates come as `{ $date }`, because an event is JSON. */
const site = {
  'src/backend/events.js': `import wixData from 'wix-data';
    const owner = { suppressAuth: true };
    const withDates = (value) => {
      if (value === null || typeof value !== 'object') return value;
      if ('$date' in value) return new Date(value.$date);
      if (Array.isArray(value)) return value.map(withDates);
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withDates(inner)]));
    };
    function refine(query, filter) {
      const { call, field } = filter;
      const alone = (inner) => refine(wixData.filter(), inner);
      if (call === 'chain') return filter.filters.reduce(refine, query);
      if (call === 'or') return query.and(alone(filter.first).or(alone(filter.second)));
      if (call === 'and') return refine(query, filter.first).and(alone(filter.second));
      if (call === 'not') return query.not(alone(filter.filter));
      if (call === 'between') return query.between(field, filter.from, filter.to);
      if ('values' in filter) return query[call](field, filter.values);
      if ('text' in filter) return query[call](field, filter.text);
      return 'value' in filter ? query[call](field, filter.value) : query[call](field);
    }
    export async function fill(event) {
      await wixData.truncate('Things', owner);
      await wixData.bulkInsert('Things', withDates(event), owner);
    }
    async function ask({ filter, sort }) {
      const sorted = sort.reduce((query, { field, direction }) => query[direction](field), wixData.query('Things'));
      const page = await refine(sorted, filter).limit(1000).find(owner);
      return { ids: page.items.map((item) => item._id), total: page.totalCount };
    }
    export async function askAll(event) {
      const answers = [];
      for (const question of withDates(event)) answers.push(await ask(question));
      return answers;
    }`,
};

function asEvent(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.getTime() };
  if (Array.isArray(value)) return value.map(asEvent);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asEvent(inner)]));
}

interface Answer {
  readonly ids: string[];
  readonly total: number;
}

/** Returns what is wrong with an answer; `undefined` if nothing is. */
function wrongWith(answer: Answer, items: ModelItem[], filter: ModelFilter, sort: ModelSort): string | undefined {
  const expected = items.filter((item) => matches(item, filter));
  const ids = new Set(expected.map((item) => item['_id']));
  if (answer.ids.length !== ids.size || !answer.ids.every((id) => ids.has(id))) {
    return `found ${[...answer.ids].sort().join(' ')} and not ${[...ids].map(String).sort().join(' ')}`;
  }
  if (answer.total !== ids.size) return `counted ${answer.total}`;
  const found = answer.ids.map((id) => items.find((item) => item['_id'] === id) ?? {});
  const isSorted = found.every((item, index) => index === 0 || compareItems(found[index - 1] ?? {}, item, sort) <= 0);
  return isSorted ? undefined : `sorted ${answer.ids.join(' ')}`;
}

it(`answers ${QUERIES} random queries as a model written from the documentation does`, async () => {
  const emulator = open(makeSite(site));
  emulator.data.createCollection('Things');
  const faults: string[] = [];

  for (let done = 0; done < QUERIES; done += QUERIES_PER_SET) {
    const dice = createDice(done + 1);
    const items = Array.from({ length: ITEMS }, (_, n) => randomItem(dice, `i${n}`));
    returned(await emulator.invokeEvent('fill', asEvent(items)));
    const questions = Array.from({ length: QUERIES_PER_SET }, () => ({
      filter: randomFilter(dice, 4),
      sort: randomSort(dice),
    }));
    const answers = returned(await emulator.invokeEvent('askAll', asEvent(questions))) as Answer[];
    for (const [n, { filter, sort }] of questions.entries()) {
      const wrong = wrongWith(answers[n] ?? { ids: [], total: -1 }, items, filter, sort);
      if (wrong !== undefined)
        faults.push(`seed ${done + 1}, query ${n}: ${wrong} for ${JSON.stringify({ filter, sort })}`);
    }
  }

  expect(faults.slice(0, 3)).toEqual([]);
}, 3_600_000);
