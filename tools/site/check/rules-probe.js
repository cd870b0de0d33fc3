// Runs in the emulated site in place of its events.js: asks each rule what it would say of the sample orders.
import { site } from 'backend/notification-rules.js';

const format = {
  money: (amount, currency) => (amount === undefined ? undefined : `${amount} ${currency}`),
  date: (instant) => instant,
  dateTime: (instant) => instant,
};

/** What the rules are and do, as far as JSON can say it. */
export function describeRules(samples) {
  const { rules, settings } = site;
  return { rules: rules.map((rule) => ({ ...describe(rule), runs: runAll(rule, samples) })), settings };
}

function describe(rule) {
  const entries = Object.entries(rule ?? {});
  return {
    fields: Object.fromEntries(entries.filter(([, value]) => typeof value !== 'function')),
    functions: entries.filter(([, value]) => typeof value === 'function').map(([name]) => name),
  };
}

function runAll(rule, samples) {
  if (typeof giverOf(rule) !== 'function') return [];
  return samples.filter(({ order }) => order.product === rule.product).map((sample) => runOnce(rule, sample));
}

/** What writes the text or the variables of a rule. */
function giverOf(rule) {
  if (typeof rule?.notifyOwner !== 'function') return rule?.variables?.bind(rule);
  return (context) => ({ text: rule.notifyOwner(context) });
}

function runOnce(rule, { name, order, ticket }) {
  const fields = { evidence: 'compared', occurrence: 'sample', previous: {}, current: {} };
  const change = { ...fields, kind: rule.change, occurredAt: '2024-01-01T00:00:00.000Z' };
  const context = { order, change, ticket, format };
  let isWanted = true;
  try {
    const condition = typeof rule.when === 'function' ? rule.when(context) : true;
    if (isPromise(condition)) return { sample: name, isWanted, types: [], returned: 'a promise', by: 'when' };
    isWanted = Boolean(condition);
    const variables = giverOf(rule)(context);
    if (isPromise(variables)) return { sample: name, isWanted, types: [], returned: 'a promise', by: 'variables' };
    if (Object.prototype.toString.call(variables) !== '[object Object]') {
      return { sample: name, isWanted, types: [], returned: nameOf(variables), by: 'variables' };
    }
    const given = Object.entries(variables).filter(([, value]) => value !== undefined && value !== null);
    return {
      sample: name,
      isWanted,
      types: given.map(([key, value]) => [key, typeof value]),
      names: Object.keys(variables),
    };
  } catch (error) {
    return { sample: name, isWanted, types: [], threw: String(error?.message ?? error) };
  }
}

/** Whether it is a promise; what it fails with later is of no matter here. */
function isPromise(value) {
  if (typeof value?.then !== 'function') return false;
  Promise.resolve(value).catch(() => undefined);
  return true;
}

function nameOf(value) {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return value === null || typeof value === 'object' ? 'no plain object' : `a ${typeof value}`;
}
