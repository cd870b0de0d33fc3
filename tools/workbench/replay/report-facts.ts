import type { EventReport } from '../local-site/event-report.ts';

/** Facts of a report by name, so that two runs can be compared fact by fact. */
export type ReportFacts = Readonly<Record<string, string>>;

/** Names and prefixes of facts; `compareFacts` parses them. */
export const factName = {
  verdict: 'verdict',
  rejection: 'rejection',
  change: 'change ',
  notification: 'notification ',
  email: 'email ',
  variable: ' variable ',
} as const;

/** Returns the facts of a report. Wix calls and occurrences are left out: customers notice neither, and a new version may change them. */
export function factsOf({ verdict, rejection, failure, changes, notifications, emails }: EventReport): ReportFacts {
  const facts = new Map<string, string>([[factName.verdict, verdict ?? failure?.kind ?? 'none']]);
  if (rejection !== null) facts.set(factName.rejection, rejection.path);
  for (const { kind, evidence } of changes) facts.set(freeName(facts, `${factName.change}${kind}`), evidence);
  for (const { rule, status, reason } of notifications) {
    const name = freeName(facts, `${factName.notification}${rule}`);
    facts.set(name, reason === undefined ? status : `${status}: ${reason}`);
  }
  for (const { emailId, contactId, variables } of emails) {
    const name = freeName(facts, `${factName.email}${emailId} to ${contactId ?? 'nobody'}`);
    facts.set(name, 'sent');
    for (const [variable, value] of Object.entries(variables))
      facts.set(`${name}${factName.variable}${variable}`, value);
  }
  return Object.fromEntries(facts);
}

/** Returns an unused name, because one event can cause the same thing twice, such as an email for each ticket of a guest. */
function freeName(facts: ReadonlyMap<string, string>, name: string): string {
  let free = name;
  for (let count = 2; facts.has(free); count += 1) free = `${name} (${count})`;
  return free;
}
