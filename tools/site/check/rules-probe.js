// Runs with a site's rules in a process of its own: tries each rule on the sample orders.
import { site } from 'backend/notification-rules.js';

const format = {
  money: (amount, currency) => (amount === undefined ? undefined : `${amount} ${currency}`),
  date: (instant) => instant,
  dateTime: (instant) => instant,
};

/** Writes the rules and their results as JSON to stdout, after the mark that the process was given. `known` holds the existing fields. */
export function tryRules({ samples, known }) {
  const { rules, settings } = site;
  const result = { rules: rules.map((rule) => describeRule(rule, samples, known)), settings };
  // A timer of the site would keep the process alive.
  process.stdout.write(`\n${process.argv[2]}${JSON.stringify(result, asJson)}\n`, () => process.exit(0));
}

/** Writes a value that JSON does not have as its kind; it is valid nowhere. */
function asJson(name, value) {
  return typeof value === 'bigint' || typeof value === 'symbol' ? { [typeof value]: String(value) } : value;
}

function describeRule(rule, samples, known) {
  const own = samples.filter(({ order }) => order.product === rule?.product);
  return { ...describe(rule), runs: runAll(rule, own), unknownReads: findUnknownReads(rule, own, known) };
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
  return samples.map((sample) => runOnce(rule, sample));
}

/** Returns the function that writes the text or the variables of a rule. */
function giverOf(rule) {
  if (typeof rule?.notifyOwner !== 'function') return rule?.variables?.bind(rule);
  return (context) => ({ text: rule.notifyOwner(context) });
}

function contextFor(rule, { order, raw, change, ticket, language }) {
  return { order, raw, change: { ...change, kind: rule.change }, ticket, language, format };
}

function runOnce(rule, sample) {
  const { name } = sample;
  const context = contextFor(rule, sample);
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

/** `true` for a promise; a later rejection is ignored. */
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

/**
 * Returns the paths that the rule's functions read but that never exist. Each order is tried as it is, and with its missing lists and
 * objects added, so that both branches of a condition run. The functions' results and errors are ignored.
 */
function findUnknownReads(rule, samples, known) {
  const paths = new Set();
  for (const sample of samples) {
    for (const isFilled of [false, true]) {
      const watch = (value, fields) => watched(value, fields, [], { isFilled, note: (path) => paths.add(path) });
      const context = watch(contextFor(rule, sample), known.contexts[rule.product]);
      for (const name of ['when', 'variables', 'notifyOwner']) attempt(() => rule[name]?.(context));
      attempt(() => rule.unlessOrder?.(watch({ order: sample.state }, { order: known.states[rule.product] }).order));
    }
  }
  return [...paths];
}

function attempt(work) {
  try {
    isPromise(work());
  } catch {
    // Errors are reported by the run without the proxy.
  }
}

/** Wraps a value to record reads of unknown fields; does not watch below values whose fields are unknown or arbitrary. */
function watched(value, fields, path, watch) {
  if (!fields || typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, name) {
      const inner = target[name];
      if (typeof name === 'symbol') return inner;
      const isList = Array.isArray(target);
      if (isList && !/^\d+$/.test(name)) return inner;
      const below = isList ? fields['[]'] : fields[name];
      const own = [...path, isList ? '[]' : name];
      if (!isList && !(name in target) && !(name in fields) && !ofAnyObject.includes(name)) watch.note(own.join('.'));
      return watched(inner === undefined && watch.isFilled ? filling(below) : inner, below, own, watch);
    },
  });
}

/** Fields that JavaScript itself reads from any object. */
const ofAnyObject = ['then', 'toJSON'];

function filling(fields) {
  if (!fields) return undefined;
  return '[]' in fields ? [{}] : {};
}
