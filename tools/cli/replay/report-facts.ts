import type { EventReport } from '../local-site/event-report.ts';

/** What a report says, fact by fact, so that two runs can be compared and each difference has a name. */
export type ReportFacts = Readonly<Record<string, string>>;

/** How facts are named; comparing reads the names again. */
export const factName = {
  verdict: 'verdict',
  rejection: 'rejection',
  change: 'change ',
  notification: 'notification ',
  email: 'email ',
  variable: ' variable ',
} as const;

/** The facts of a report. Calls to Wix are left out: they say nothing that a customer notices. */
export function factsOf({ verdict, rejection, failure, changes, notifications, emails }: EventReport): ReportFacts {
  const facts = new Map<string, string>([[factName.verdict, verdict ?? failure?.kind ?? 'none']]);
  if (rejection !== null) facts.set(factName.rejection, rejection.path);
  for (const { kind, occurrence, evidence } of changes) facts.set(`${factName.change}${kind} ${occurrence}`, evidence);
  for (const { key, status, reason } of notifications) {
    facts.set(`${factName.notification}${key}`, reason === undefined ? status : `${status}: ${reason}`);
  }
  for (const { emailId, contactId, variables } of emails) {
    const name = freeName(facts, `${factName.email}${emailId} to ${contactId ?? 'nobody'}`);
    facts.set(name, 'sent');
    for (const [variable, value] of Object.entries(variables))
      facts.set(`${name}${factName.variable}${variable}`, value);
  }
  return Object.fromEntries(facts);
}

/** One event can send the same email to the same contact twice, such as one for each ticket. */
function freeName(facts: ReadonlyMap<string, string>, name: string): string {
  let free = name;
  for (let count = 2; facts.has(free); count += 1) free = `${name} (${count})`;
  return free;
}
