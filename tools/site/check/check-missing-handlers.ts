import { handlerNames } from '../../../src/backend/order-events/handlers/handlers.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { findOwnCalls } from '../add/find-own-calls.ts';
import { BACKEND_DIR, findOwnFile } from '../own-files.ts';
import { changeSources, type ChangeSource } from './change-sources.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import type { KnownRules } from './rules-of-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

/** Rule, reduced to the fields that say which change it waits for. */
export type WaitingRule = Readonly<Record<string, unknown>>;

/** Loss of rules for lack of handlers. */
export interface HandlerLoss {
  /** Handlers that would report the change. */
  readonly missing: readonly string[];
  /** Description of the loss, as a sentence. */
  readonly what: string;
}

/** Finds rules that lose changes because `events.js` does not pass a handler's events to order events. */
export function checkMissingHandlers({ sources }: SiteFiles, known: KnownRules): SiteFinding[] {
  const file = `${BACKEND_DIR}/events.js`;
  const text = sources.get(file) ?? '';
  if (known.kind !== 'known' || findOwnFile(sources, 'order-events.js') === undefined) return [];
  if (programOf(text) === undefined) return [];
  const rules = known.rules.map(({ fields }) => fields);
  return findLosses(rules, findOwnCalls(text), new Set(handlerNames)).map(({ missing, what }) => {
    const names = missing.map((name) => `"${name}"`).join(' and ');
    const fix = 'run node bin/order-events.js site add, or leave it when that is enough';
    return findingAt({ file, line: 1 }, 'handler-not-connected', `Without ${names}: ${what}`, fix);
  });
}

/** Returns what the rules lose while only some handlers of this version are connected, grouped by the handlers that would help. */
export function findLosses(
  rules: readonly WaitingRule[],
  connected: ReadonlySet<string>,
  offered: ReadonlySet<string>,
): HandlerLoss[] {
  const losses = new Map<
    string,
    { readonly missing: readonly string[]; readonly limits: Map<string, WaitingRule[]> }
  >();
  for (const rule of rules) {
    const [best, ...others] = sourcesOf(rule).filter(({ handlers }) => handlers.every((name) => offered.has(name)));
    if (best === undefined) continue;
    const left = [best, ...others].find(({ handlers }) => handlers.every((name) => connected.has(name)));
    if (left === best || (left !== undefined && left.only === undefined)) continue;
    const missing = best.handlers.filter((name) => !connected.has(name));
    const loss = losses.get(missing.join()) ?? { missing, limits: new Map<string, WaitingRule[]>() };
    const limit = left?.only === undefined ? 'sent for no event' : `sent only ${left.only}`;
    loss.limits.set(limit, [...(loss.limits.get(limit) ?? []), rule]);
    losses.set(missing.join(), loss);
  }
  return [...losses.values()].map(({ missing, limits }) => ({ missing, what: [...limits].map(inWords).join('; ') }));
}

/** Returns the sources of a rule's change, best first; only evidence that the rule accepts counts. */
function sourcesOf({ product, change, evidence }: WaitingRule): ChangeSource[] {
  return changeSources
    .filter((entry) => entry.product === product && typeof change === 'string' && entry.changes.includes(change))
    .flatMap(({ sources }) => sources)
    .filter((source) => !Array.isArray(evidence) || source.evidence.some((one) => evidence.includes(one)));
}

function inWords([limit, rules]: readonly [limit: string, rules: readonly WaitingRule[]]): string {
  const ids = rules.map(({ id }) => `"${String(id)}"`);
  const one = rules.length === 1;
  return `${inList(rules.map(nameOf))} ${one ? 'is' : 'are'} ${limit} (${one ? 'rule' : 'rules'} ${inList(ids)})`;
}

function nameOf({ id, emailId }: WaitingRule): string {
  const name = isJsonObject(emailId) ? emailId['default'] : emailId;
  return typeof name === 'string' ? name : `"${String(id)}"`;
}

function inList(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
