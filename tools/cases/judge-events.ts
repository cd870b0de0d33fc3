import type { Report } from './call-command.ts';
import type { EmailExpectation, EventExpectation } from './case-folder.ts';

type SentEmail = Report['emails'][number] & { readonly event: number };

/** Returns the differences between the expected and actual result of a replay; empty if there are none. */
export function judgeEvents(expected: EventExpectation, reports: readonly Report[]): string[] {
  return [
    ...failures(reports),
    ...judgeEmails(expected.emails, emailsOf(reports)),
    ...judgeUnsent(expected, reports),
    ...judgeVerdicts(expected.verdicts, reports),
    ...judgeChanges(expected.changes, reports),
    ...judgeWarnings(expected.warnings, reports),
    ...judgeRejections(expected.rejections, reports),
  ];
}

/** Returns the emails of a replay in the order in which they were sent. */
export function emailsOf(reports: readonly Report[]): SentEmail[] {
  return reports.flatMap(({ emails }, index) => emails.map((email) => ({ ...email, event: index + 1 })));
}

function failures(reports: readonly Report[]): string[] {
  return reports.flatMap(({ failure }, index) =>
    failure === undefined ? [] : [`event ${index + 1}: the handler failed (${failure.message ?? failure.kind})`],
  );
}

/** Pairs each expected email with a matching one; without a match, with one of the same id and event, to show the differences. */
function judgeEmails(expected: readonly EmailExpectation[], sent: readonly SentEmail[]): string[] {
  const left = [...sent];
  const unmatched = expected.filter(
    (email) => take(left, (candidate) => faultsOf(email, candidate).length === 0) === undefined,
  );
  const faults = unmatched.flatMap((email) => {
    const closest = take(left, ({ event, emailId }) => event === email.event && emailId === email.emailId);
    const name = `event ${email.event}: ${email.emailId}`;
    if (closest === undefined) return [`${name} is not sent`];
    return faultsOf(email, closest).map((fault) => `${name} ${fault}`);
  });
  return [...faults, ...left.map(({ event, emailId }) => `event ${event}: ${emailId} is sent, and should not be`)];
}

function faultsOf(expected: EmailExpectation, sent: SentEmail): string[] {
  const { emailId, event, contactId, memberId, variables, shows, hides } = expected;
  const texts = Object.values(sent.variables);
  return [
    ...differs('is', emailId, sent.emailId),
    ...differs('comes with event', String(event), String(sent.event)),
    ...differs('goes to the contact', contactId, sent.contactId ?? undefined),
    ...differs('goes to the member', memberId, sent.memberId ?? undefined),
    ...Object.entries(variables).flatMap(([name, text]) => variableFault(name, text, sent.variables[name])),
    ...shows.filter((text) => !texts.includes(text)).map((text) => `does not show ${text}`),
    ...hides.filter((text) => texts.includes(text)).map((text) => `shows ${text}`),
  ];
}

function differs(what: string, expected: string | undefined, got: string | undefined): string[] {
  return expected === got ? [] : [`${what} ${got ?? 'nobody'} instead of ${expected ?? 'nobody'}`];
}

function variableFault(name: string, expected: EmailExpectation['variables'][string], got?: string): string[] {
  const isRight =
    typeof expected === 'object' && expected !== null
      ? got !== undefined && new RegExp(expected.matches).test(got)
      : (expected ?? undefined) === got;
  if (isRight) return [];
  return [`has ${name} ${shown(got)} instead of ${shown(expected)}`];
}

function shown(text: EmailExpectation['variables'][string] | undefined): string {
  return text === undefined || text === null ? 'left out' : JSON.stringify(text);
}

function judgeUnsent({ unsent, isSilent }: EventExpectation, reports: readonly Report[]): string[] {
  if (isSilent) {
    return reports.flatMap(({ notifications }, index) =>
      notifications.map(({ change, status }) => `event ${index + 1}: ${change} asks for a notification (${status})`),
    );
  }
  return unsent.flatMap(({ event, change, status, reason }) => {
    const found = reports[event - 1]?.notifications.filter((notification) => notification.change === change) ?? [];
    if (found.some((candidate) => candidate.status === status && candidate.reason === reason)) return [];
    const got = found.map((candidate) => describe(candidate.status, candidate.reason)).join(', ');
    return [`event ${event}: ${change} is ${got || 'not told'} instead of ${describe(status, reason)}`];
  });
}

function describe(status: string, reason: string | undefined): string {
  return reason === undefined ? status : `${status} (${reason})`;
}

function judgeVerdicts(expected: EventExpectation['verdicts'], reports: readonly Report[]): string[] {
  if (expected === undefined) return [];
  return expected.flatMap((verdict, index) => {
    const got = reports[index]?.verdict ?? 'nothing';
    return verdict === null || verdict === got ? [] : [`event ${index + 1}: is ${got} instead of ${verdict}`];
  });
}

function judgeChanges(expected: EventExpectation['changes'], reports: readonly Report[]): string[] {
  return expected.flatMap(({ event, kind, evidence }) => {
    const found = reports[event - 1]?.changes.filter((change) => change.kind === kind) ?? [];
    if (found.length === 0) return [`event ${event}: ${kind} is not found`];
    if (evidence === undefined || found.some((change) => change.evidence === evidence)) return [];
    return [`event ${event}: ${kind} is ${found.map((change) => change.evidence).join(', ')} instead of ${evidence}`];
  });
}

function judgeWarnings(expected: EventExpectation['warnings'], reports: readonly Report[]): string[] {
  return expected.flatMap(({ event, code }) => {
    const given = reports[event - 1]?.warnings ?? [];
    const isGiven = code === undefined ? given.length > 0 : given.includes(code);
    return isGiven ? [] : [`event ${event}: does not warn${code === undefined ? '' : ` of ${code}`}`];
  });
}

function judgeRejections(expected: EventExpectation['rejections'], reports: readonly Report[]): string[] {
  const left = [...expected];
  const faults = reports.flatMap(({ rejection }, index) => {
    if (rejection === null) return [];
    const text = `${rejection.path}: expected ${rejection.expected}, found ${rejection.found}`;
    const wanted = take(left, ({ event }) => event === index + 1);
    if (wanted === undefined) return [`event ${index + 1}: is rejected (${text})`];
    const isRight = wanted.path === rejection.path && text.toLowerCase().includes(wanted.says.toLowerCase());
    return isRight ? [] : [`event ${index + 1}: is rejected with "${text}", which does not say "${wanted.says}"`];
  });
  return [...faults, ...left.map(({ event }) => `event ${event}: is not rejected`)];
}

/** Removes the first matching item from the list and returns it. */
function take<Item>(list: Item[], fits: (item: Item) => boolean): Item | undefined {
  const index = list.findIndex(fits);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}
