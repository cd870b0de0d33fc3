import type { DocumentedSentence } from '../../emulator/fidelity/sentences/documented-sentence.ts';
import { wixDataSentences } from '../../emulator/fidelity/sentences/wix-data-sentences.ts';
import { cleanUp, makeSite, open } from './site-fixture.ts';

afterEach(cleanUp);

const HELPERS = `import wixData from 'wix-data';
  import { seen } from 'backend/data.js';
  const owner = { suppressAuth: true };
  const things = () => wixData.query('Things');
  const read = (id) => wixData.get('Things', id, owner);
  const ids = async (query) => (await query.find(owner)).items.map(({ _id }) => _id);
  const codeOf = (promise) => promise.then(() => 'none', (error) => error.code);
  async function put(...items) { for (const item of items) await wixData.insert('Things', item, owner); }`;

/** A field that refers to several people. */
function peopleField(key: string) {
  return { key, type: 'MULTI_REFERENCE', typeMetadata: { multiReference: { referencedCollectionId: 'People' } } };
}

/** Returns what the code of a sentence gives, or why it gives nothing. */
async function resultOf({ code, hooks }: DocumentedSentence): Promise<unknown> {
  const emulator = open(
    makeSite({
      'src/backend/it.js': `${HELPERS}\nexport async function run() { ${code} }`,
      'src/backend/data.js': hooks ?? 'export const seen = [];',
    }),
  );
  emulator.data.createCollection('Things');
  emulator.data.createCollection('People');
  emulator.data.createCollection('Movies', {}, [
    { key: 'director', type: 'REFERENCE', typeMetadata: { reference: { referencedCollectionId: 'People' } } },
    peopleField('actors'),
    peopleField('producers'),
  ]);
  for (const name of ['Ann', 'Bob', 'Cid']) emulator.data.put('People', { _id: name.toLowerCase(), name });
  const { result } = await emulator.invokeFunction('it.js', 'run', [], 'none');
  return result.kind === 'returned' ? result.value : result;
}

const holding = wixDataSentences.filter(({ differs }) => differs === undefined);
const differing = wixDataSentences.filter(({ differs }) => differs !== undefined);

it.each(holding)('$page: $says', async (sentence) => {
  expect(await resultOf(sentence)).toEqual(sentence.gives);
});

it.each(differing)('differs from $page: $says', async (sentence) => {
  expect(await resultOf(sentence)).not.toEqual(sentence.gives);
});

it('there are more than the 108 sentences that were tried first, each once, and each that differs has its reason', () => {
  const keys = wixDataSentences.map(({ page, says }) => `${page} ${says}`);

  expect(keys.length).toBeGreaterThan(108);
  expect(new Set(keys).size).toBe(keys.length);
  expect(differing.filter(({ differs }) => differs === '')).toEqual([]);
  expect(
    wixDataSentences.filter(
      ({ page }) => !/^https:\/\/dev\.wix\.com\/docs\/velo\/apis\/wix-data\/[a-z/-]+$/.test(page),
    ),
  ).toEqual([]);
});
