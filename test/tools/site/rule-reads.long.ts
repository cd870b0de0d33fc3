import { cleanUp } from '../../emulator/site-fixture.ts';
import { check, plant, shown } from './clean-site.ts';

afterEach(cleanUp);

const RULES = 'src/backend/notification-rules.js';

/** The findings of a site whose shop rule has one line more: the fifth. */
async function findingsWith(line: string): Promise<{ readonly shown: string[]; readonly fixes: string[] }> {
  const findings = await check(
    plant({ [RULES]: ["    change: 'order-paid',\n", `    change: 'order-paid',\n${line}\n`] }),
  );
  return { shown: shown(findings), fixes: findings.map(({ what, fix }) => `${what}: ${fix}`) };
}

it.each([
  ['a field of the order', '({ order }) => order.fristName !== ""', 'order.fristName', 'order.firstName'],
  ['a field taken out of the order', '({ order: { statsu } }) => statsu === ""', 'order.statsu', 'order.status'],
  [
    'a field of an item',
    '({ order }) => order.lineItems?.some((i) => i.nmae)',
    'order.lineItems[].nmae',
    'order.lineItems[].name',
  ],
  [
    'a field of what no sample has',
    '({ order }) => order.tracking?.[0]?.nubmer === ""',
    'order.tracking[].nubmer',
    'order.tracking[].number',
  ],
  ['a field of the change', '({ change }) => change.ocurredAt !== ""', 'change.ocurredAt', 'change.occurredAt'],
  ['a function of format', '({ format }) => format.datetime', 'format.datetime', 'format.dateTime'],
  ['what is given beside the order', '(context) => context.lanugage === "en"', 'lanugage', 'language'],
  ['a name in brackets', "({ order }) => order['totla'] === '1'", 'order.totla', 'order.total'],
])('finds %s that does not exist, and the nearest one', async (_, when, path, meant) => {
  const found = await findingsWith(`    when: ${when},`);

  expect(found.shown).toEqual([`${RULES}:6 warning rule-reads-no-field`]);
  expect(found.fixes).toEqual([
    `Rule "shop-paid" reads ${path}, which does not exist: did you mean ${meant}? docs/rules.md lists every field`,
  ]);
});

it('finds what the condition of a reminder reads of the stored state', async () => {
  const found = await findingsWith('    after: 72, unlessOrder: (order) => order.archvied === true,');

  expect(found.shown).toEqual([`${RULES}:6 warning rule-reads-no-field`]);
  expect(found.fixes[0]).toContain('did you mean order.archived?');
});

it('finds it at the line of the function that the rule calls', async () => {
  const rules = plant({})[RULES] ?? '';
  const files = plant({
    [RULES]: `function isBig({ order }) {\n  return order.totle !== '1';\n}\n\n${rules.replace("change: 'order-paid',", "change: 'order-paid',\n    when: isBig,")}`,
  });

  expect(shown(await check(files))).toEqual([`${RULES}:2 warning rule-reads-no-field`]);
});

it.each([
  ['answers by their questions', '({ order }) => order.shipping["destination.city"] === "Lisbon"'],
  ['the order as Wix printed it', '({ raw }) => raw.anything === 1'],
  ['fields that moved', '({ change }) => change.previous.status !== change.current.whatever'],
  [
    'what every object and list has',
    '({ order }) => `${order}${order.lineItems?.length}${JSON.stringify(order)}` !== ""',
  ],
  ['whether there is a field', '({ order }) => "anything" in order'],
  ['the language of the buyer', '({ language }) => language.startsWith("en")'],
])('lets a rule read %s', async (_, when) => {
  expect((await findingsWith(`    when: ${when},`)).shown).toEqual([]);
});
