import { readRules } from '../../../tools/site/check/read-rules.ts';
import { readSite } from '../../../tools/site/check/read-site.ts';
import { runRules } from '../../../tools/site/check/run-rules.ts';
import { cleanUp, makeSite } from '../../emulator/site-fixture.ts';
import { checkSite } from '../../../tools/site/check/check-site.ts';
import type { SiteFiles } from '../../../tools/site/check/read-site.ts';
import { plant, root, shown, type Plant } from './clean-site.ts';

afterEach(cleanUp);

const RULES = 'src/backend/notification-rules.js';

function siteOf(changes: Plant): SiteFiles {
  const site = readSite(makeSite(plant(changes)));
  if (site === undefined) throw new Error('The fixture is no site.');
  return site;
}

async function findingsOf(changes: Plant): Promise<string[]> {
  return shown(await checkSite(siteOf(changes), { root, isPublishing: false, isRunningRules: false }));
}

it('reads of the rules of this package what running them tells', async () => {
  const site = readSite(root);
  if (site === undefined) throw new Error('This repository is no site.');
  const [read, ran] = [readRules(site), await runRules(site, root)];
  if (read.kind !== 'known' || ran.kind !== 'known') throw new Error('The rules are not readable.');

  expect(read.rules).toHaveLength(24);
  expect(read.unread).toEqual({ hasRules: false, settings: { fields: [], isOpen: false } });
  expect(read.settings).toEqual(ran.settings);
  expect(read.rules.map(({ fields, functions }) => ({ fields, functions }))).toEqual(
    ran.rules.map(({ fields, functions }) => ({ fields, functions })),
  );
});

it.each<[string, Plant, string]>([
  ['a change that never comes', { [RULES]: ["'order-paid'", "'order-pid'"] }, `${RULES}:5 error rule-change-unknown`],
  ['a field that no rule has', { [RULES]: ["emailId: 'SjKs8fK'", "emailID: 'SjKs8fK'"] }, 'rule-field-unknown'],
  ['the same id twice', { [RULES]: ["id: 'ticket-canceled'", "id: 'shop-paid'"] }, `${RULES}:14 error duplicate-rule`],
  ['a setting', { [RULES]: ["timeZone: 'Europe/Lisbon'", "timeZone: 'Lisbon'"] }, 'setting-invalid'],
  [
    'a handler that is missing',
    { 'src/backend/events.js': ["handleOrderEvent('wixEvents_onOrderUpdated', event, site)", 'undefined'] },
    'handler-not-connected',
  ],
])('finds %s without running anything', async (_, changes, expected) => {
  expect((await findingsOf(changes)).join('\n')).toContain(expected);
});

it.each([
  ['a value that is calculated', "change: 'order-paid'", "change: ['order', 'paid'].join('-')"],
  ['a product that is calculated', "product: 'wix-events'", 'product: process.env.PRODUCT'],
  ['a field by another name', "emailId: 'SjKs8fK'", "['email' + 'Id']: 'SjKs8fK'"],
  ['fields of another object', "emailId: 'SjKs8fK'", '...shared()'],
  ['settings of another module', 'settings: {', 'settings: { ...shared(),'],
  ['a list that is calculated', '  rules,\n', '  rules: rules.filter(Boolean),\n'],
  ['settings that are calculated', "timeZone: 'Europe/Lisbon'", 'timeZone: zone()'],
])('says nothing of %s', async (_, from, to) => {
  expect(await findingsOf({ [RULES]: [from, to] })).toEqual([]);
});

it('says nothing of rules that a statement may change', async () => {
  const rules = `${plant({ [RULES]: ["'order-paid'", "'order-pid'"] })[RULES] ?? ''}\nrules[0].change = 'order-paid';\n`;

  expect(await findingsOf({ [RULES]: rules })).toEqual([]);
});

it('follows constants that refer to each other no further than needed', () => {
  const site = siteOf({ [RULES]: ['const rules = [', 'const a = b;\nconst b = a;\nconst rules = [ a,'] });

  expect(readRules(site)).toMatchObject({ kind: 'known', unread: { hasRules: true } });
});
