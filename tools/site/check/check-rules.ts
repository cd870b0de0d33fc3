import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { isFilledText } from '../../../src/backend/order-events/values/short-text.ts';
import { findOwnFile } from '../own-files.ts';
import { checkRuleFields } from './check-rule-fields.ts';
import defaultEmailIds from './default-email-ids.json';
import { pathText, suggestField } from './suggest-field.ts';
import { locateRules, type RulePlaces } from './locate-rules.ts';
import type { SiteFiles } from './read-site.ts';
import { isUnread, type KnownRule, type KnownRules, type Unread } from './rules-of-site.ts';
import { findingAt, type SiteFinding, type SiteFindingCode } from './site-finding.ts';

/** Options for checking rules. */
export interface RuleCheckOptions {
  readonly isPublishing: boolean;
  /** `true` if another finding keeps the rules from loading. */
  readonly isBroken: boolean;
}

type Report = (line: number, code: SiteFindingCode, what: string, fix: string) => SiteFinding;

/** Checks the notification rules of a site that has order events: their fields, and their results for sample orders if they ran. */
export function checkRules(site: SiteFiles, known: KnownRules, options: RuleCheckOptions): SiteFinding[] {
  const built = findOwnFile(site.sources, 'notification-rules.js');
  if (built === undefined || findOwnFile(site.sources, 'order-events.js') === undefined) return [];
  const source = built.replace(/\.js$/, '.ts');
  const file = site.sources.has(source) ? source : built;
  const report: Report = (line, code, what, fix) => findingAt({ file, line }, code, what, fix);
  if (known.kind === 'not-readable') {
    return options.isBroken
      ? []
      : [report(1, 'rules-not-readable', `They cannot be loaded: ${known.reason}`, 'fix what it names')];
  }
  const places = locateRules(file, site.sources.get(file) ?? '');
  return [
    ...known.rules.flatMap((rule, index) => {
      const { id } = rule.fields;
      const nth = known.rules.slice(0, index).filter((other) => other.fields['id'] === id).length;
      return checkRule(rule, nth, places, report, options.isPublishing);
    }),
    ...checkSettings(known.settings, known.unread.settings, places, report),
  ];
}

function checkRule(
  rule: KnownRule,
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

function checkRuns(rule: KnownRule, name: string, nth: number, places: RulePlaces, report: Report): SiteFinding[] {
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

function checkSettings(settings: unknown, unread: Unread, places: RulePlaces, report: Report): SiteFinding[] {
  const found = isJsonObject(settings) ? settings : {};
  const { timeZone, fallbackLanguage, retentionDays, orderRetentionDays, record, email, weeklySummary } = found;
  const faults: readonly (readonly [name: string, isValid: boolean, fix: string])[] = [
    ['timeZone', isTimeZone(timeZone), "write an IANA name such as 'Europe/Lisbon'"],
    ['fallbackLanguage', isLanguage(fallbackLanguage), "write a language code such as 'en'"],
    ['retentionDays', isDays(retentionDays), 'write a number of days'],
    [
      'orderRetentionDays',
      orderRetentionDays === undefined || isDays(orderRetentionDays),
      'write a number of days, or leave it out',
    ],
    [
      'email',
      email === undefined || (isJsonObject(email) && isFilledText(email['siteId'])),
      "write { siteId: '…' }, with the siteId of wix.config.json",
    ],
    ['weeklySummary', weeklySummary === undefined || typeof weeklySummary === 'boolean', 'write true or false'],
    ['record', isRecording(record), 'write { isOn: true, atMost: 1000, days: 30 }, or leave it out'],
  ];
  return faults
    .filter(([name, isValid]) => !isValid && !isUnread(unread, found, name))
    .map(([name, , fix]) => {
      const what = `The setting "${name}" is missing or not valid`;
      return report(places.lineOfSetting(name), 'setting-invalid', what, fix);
    });
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
