import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { isFilledText } from '../../../src/backend/order-events/values/short-text.ts';
import { findOwnFile } from '../own-files.ts';
import { checkRuleFields } from './check-rule-fields.ts';
import defaultEmailIds from './default-email-ids.json';
import { pathText, suggestField } from './suggest-field.ts';
import { locateRules, type RulePlaces } from './locate-rules.ts';
import type { SiteFiles } from './read-site.ts';
import type { TriedRule, TriedRules } from './run-rules.ts';
import { findingAt, type SiteFinding, type SiteFindingCode } from './site-finding.ts';

/** Options for checking rules. */
export interface RuleCheckOptions {
  readonly isPublishing: boolean;
  /** `true` if another finding keeps the rules from loading. */
  readonly isBroken: boolean;
}

type Report = (line: number, code: SiteFindingCode, what: string, fix: string) => SiteFinding;

/** Checks the notification rules of a site that has order events: their fields, and their results for sample orders. */
export function checkRules(site: SiteFiles, tried: TriedRules, options: RuleCheckOptions): SiteFinding[] {
  const built = findOwnFile(site.sources, 'notification-rules.js');
  if (built === undefined || findOwnFile(site.sources, 'order-events.js') === undefined) return [];
  const source = built.replace(/\.js$/, '.ts');
  const file = site.sources.has(source) ? source : built;
  const report: Report = (line, code, what, fix) => findingAt({ file, line }, code, what, fix);
  if (tried.kind === 'not-readable') {
    return options.isBroken
      ? []
      : [report(1, 'rules-not-readable', `They cannot be loaded: ${tried.reason}`, 'fix what it names')];
  }
  const places = locateRules(file, site.sources.get(file) ?? '');
  return [
    ...tried.rules.flatMap((rule, index) => {
      const { id } = rule.fields;
      const nth = tried.rules.slice(0, index).filter((other) => other.fields['id'] === id).length;
      return checkRule(rule, nth, places, report, options.isPublishing);
    }),
    ...checkSettings(tried.settings, places, report),
  ];
}

function checkRule(
  rule: TriedRule,
  nth: number,
  places: RulePlaces,
  report: Report,
  isPublishing: boolean,
): SiteFinding[] {
  const { id } = rule.fields;
  const name = `Rule "${typeof id === 'string' ? id : '?'}"`;
  const faults = checkRuleFields(rule).map(({ code, field, what, fix }) =>
    report(places.lineOf(id, nth, field), code, `${name} ${what}`, fix),
  );
  if (nth > 0) {
    const what = `${name} has the id of an earlier rule`;
    faults.push(report(places.lineOf(id, nth, 'id'), 'duplicate-rule', what, 'give it an id of its own'));
  }
  if (isPublishing && idsOf(rule.fields['emailId']).some((emailId) => defaultEmailIds.includes(emailId))) {
    const what = `${name} has the email id of the example`;
    const fix = 'put in the id of your triggered email, or delete the rule';
    faults.push(report(places.lineOf(id, nth, 'emailId'), 'placeholder-email-id', what, fix));
  }
  return [
    ...faults,
    ...checkRuns(rule, name, nth, places, report),
    ...rule.unknownReads.map((path) => {
      const fix = suggestField(String(rule.fields['product']), path);
      return report(
        places.lineOfRead(id, nth, path),
        'rule-reads-no-field',
        `${name} reads ${pathText(path)}, which does not exist`,
        fix,
      );
    }),
  ];
}

function checkRuns(rule: TriedRule, name: string, nth: number, places: RulePlaces, report: Report): SiteFinding[] {
  const { id } = rule.fields;
  const findings = new Map<string, SiteFinding>();
  for (const { sample, isWanted, types, threw, returned, by = 'variables' } of rule.runs) {
    // The variables need not handle an order that the rule's own condition rejects.
    if (threw !== undefined && isWanted) {
      const what = `${name} throws for ${sample}: ${threw}`;
      const fix = 'allow for fields that are absent: order.firstName may be undefined';
      if (!findings.has('')) findings.set('', report(places.lineOf(id, nth, 'variables'), 'rule-throws', what, fix));
    }
    if (returned !== undefined && (isWanted || returned === 'a promise')) {
      const isAsync = returned === 'a promise';
      const what = `${name} gives ${returned} in "${by}" for ${sample}`;
      const fix = isAsync ? 'take away `async`: the order has what a rule can know' : 'give an object: { name: text }';
      const code = isAsync ? 'rule-is-async' : 'variables-not-object';
      findings.set(by, report(places.lineOf(id, nth, by), code, what, fix));
    }
    for (const [variable, type] of types.filter(([, one]) => one !== 'string')) {
      const what = `${name} gives "${variable}" as ${type === 'object' ? 'an object' : `a ${type}`}`;
      const line = places.lineOfVariable(id, variable);
      findings.set(
        variable,
        report(line, 'variable-not-text', what, 'write String(…), or use format.money or format.date'),
      );
    }
  }
  return [...findings.values()];
}

function idsOf(emailId: unknown): string[] {
  const ids = isJsonObject(emailId) ? Object.values(emailId) : [emailId];
  return ids.filter((one): one is string => typeof one === 'string');
}

function checkSettings(settings: unknown, places: RulePlaces, report: Report): SiteFinding[] {
  const found = isJsonObject(settings) ? settings : {};
  const { timeZone, fallbackLanguage, retentionDays, orderRetentionDays, record, email, weeklySummary } = found;
  return [
    ...(isTimeZone(timeZone) ? [] : [wrong('timeZone', "write an IANA name such as 'Europe/Lisbon'")]),
    ...(isLanguage(fallbackLanguage) ? [] : [wrong('fallbackLanguage', "write a language code such as 'en'")]),
    ...(isDays(retentionDays) ? [] : [wrong('retentionDays', 'write a number of days')]),
    ...(orderRetentionDays === undefined || isDays(orderRetentionDays)
      ? []
      : [wrong('orderRetentionDays', 'write a number of days, or leave it out')]),
    ...(email === undefined || (isJsonObject(email) && isFilledText(email['siteId']))
      ? []
      : [wrong('email', "write { siteId: '…' }, with the siteId of wix.config.json")]),
    ...(weeklySummary === undefined || typeof weeklySummary === 'boolean'
      ? []
      : [wrong('weeklySummary', 'write true or false')]),
    ...(isRecording(record) ? [] : [wrong('record', 'write { isOn: true, atMost: 1000, days: 30 }, or leave it out')]),
  ];

  function wrong(name: string, fix: string): SiteFinding {
    return report(places.lineOfSetting(name), 'setting-invalid', `The setting "${name}" is missing or not valid`, fix);
  }
}

/** `true` for a number of days that the clean-up job accepts. */
function isDays(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function isRecording(value: unknown): boolean {
  if (!isJsonObject(value)) return value === undefined;
  const { isOn, atMost, days } = value;
  return typeof isOn === 'boolean' && typeof atMost === 'number' && typeof days === 'number';
}

function isTimeZone(value: unknown): boolean {
  return typeof value === 'string' && doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: value }));
}

function isLanguage(value: unknown): boolean {
  return typeof value === 'string' && doesNotThrow(() => Intl.getCanonicalLocales(value).length > 0) && value !== '';
}

function doesNotThrow(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
