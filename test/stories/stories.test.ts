import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { withStoryTables } from '../../tools/stories/format-stories.ts';
import { findFaults, tellStories, type Cell, type ToldStory } from '../../tools/stories/tell-stories.ts';

const root = join(__dirname, '../..');

let stories: readonly ToldStory[];

beforeAll(async () => {
  stories = await tellStories(root);
});

/** The steps after which the buyer is told of a payment: with only the four handlers, and with all. */
const payments: Readonly<Record<string, readonly [onlyTheFour: readonly string[], allHandlers: readonly string[]]>> = {
  tickets: [['buy'], ['buy']],
  'tickets-at-the-door': [[], ['pay (updated)']],
  'tickets-free': [[], []],
  'tickets-online': [['pay'], ['pay (confirmed)']],
  plans: [['renew'], ['renew']],
  'plans-canceled-at-once': [[], ['pay (marked as paid)']],
  'plans-last-cycle': [[], ['pay (marked as paid)']],
  // It begins with the start of an order that was paid days before.
  'plans-later-life': [[], []],
  'plans-offline': [['pay'], ['pay (marked as paid)']],
  'plans-online-later': [['pay'], ['pay (purchased)']],
  'plans-online-now': [['pay'], ['pay (purchased)']],
  'plans-trial': [['end the trial'], ['end the trial (cycle started)']],
  shop: [['pay'], ['pay']],
  'shop-canceled': [['pay'], ['pay (payment status)']],
  'shop-free': [[], []],
  'shop-fulfilment': [['pay'], ['pay (payment status)']],
  'shop-manual': [['pay (payment status)'], ['pay (payment status)']],
  'shop-online': [['pay (payment status)'], ['pay (approved)']],
  'shop-subscription': [['pay (payment status)'], ['pay (approved)']],
};

it('tells each buyer who pays, once for each payment', () => {
  const told = stories.map(({ name, onlyTheFour, allHandlers }) => [
    name,
    [paymentSteps(onlyTheFour), paymentSteps(allHandlers)],
  ]);

  expect(Object.fromEntries(told)).toEqual(payments);
});

it('says why where the four handlers cannot tell a payment, and nowhere else', () => {
  const untold = stories.flatMap(({ name, onlyTheFour, allHandlers }) => [
    ...onlyTheFour.untold.map(({ step = 'all of it' }) => `${name}, only the four: ${step}`),
    ...allHandlers.untold.map(({ step = 'all of it' }) => `${name}, all handlers: ${step}`),
  ]);

  expect(untold).toEqual([
    'tickets-at-the-door, only the four: pay',
    'tickets-free, only the four: all of it',
    'plans-canceled-at-once, only the four: pay',
    'plans-last-cycle, only the four: pay',
    'shop-free, only the four: all of it',
    'shop-free, all handlers: order (approved)',
  ]);
});

it('tells a pause, a resume, a stopped renewal and the end once each, and to the buyer', () => {
  const { onlyTheFour, allHandlers } = story('plans-later-life');
  const changes = ['order-paused', 'order-resumed', 'auto-renew-canceled', 'order-canceled'];

  expect(onlyTheFour.tellings.map(({ change }) => change)).toEqual(changes);
  expect(allHandlers.tellings.map(({ change }) => change)).toEqual(changes);
  expect(new Set([...onlyTheFour.tellings, ...allHandlers.tellings].map(({ recipient }) => recipient))).toEqual(
    new Set(['buyer']),
  );
});

it('leaves no cell open', () => {
  expect(findFaults(stories)).toEqual([]);
});

it('finds a cell that is empty, a reason that is out of date, and an email that is not sent', () => {
  const email = { emailId: 'Paid', recipient: 'buyer', change: 'order-paid', step: 'pay' } as const;
  const empty = { tellings: [], untold: [] };
  const outdated = { tellings: [email], untold: [{ step: 'pay', because: 'nobody can know' }] };
  const held = { tellings: [{ ...email, unsent: 'held, no-contact' }], untold: [] };
  const about = { product: 'wix-ecom', about: 'An order is paid.' } as const;

  const faults = findFaults([
    { ...about, name: 'one', onlyTheFour: empty, allHandlers: outdated },
    { ...about, name: 'two', onlyTheFour: held, allHandlers: { tellings: [email], untold: [] } },
  ]);

  expect(faults).toEqual([
    'one, only the four: nobody is told, and no step says why',
    'one, all handlers: somebody is told of pay, which says why nobody is',
    'two, only the four: Paid after pay is held, no-contact',
  ]);
});

it('is what docs/who-is-told.md says: npm run stories -- --markdown', () => {
  const document = readFileSync(join(root, 'docs/who-is-told.md'), 'utf8');

  expect(withStoryTables(document, stories)).toBe(document);
});

it('is linked from the documents that speak of it', () => {
  for (const name of ['changes.md', 'going-live.md']) {
    expect(readFileSync(join(root, 'docs', name), 'utf8')).toContain('(who-is-told.md)');
  }
});

function paymentSteps({ tellings }: Cell): string[] {
  return tellings.filter(({ change }) => change === 'order-paid').map(({ step }) => step);
}

function story(name: string): ToldStory {
  const found = stories.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no story ${name}`);
  return found;
}
