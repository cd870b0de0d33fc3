import type { SentEmail } from '../../../emulator/invocation.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import type { ShownEmail, ShownVariable } from '../contract/answers.ts';
import type { KnownRule } from '../rules/load-rules.ts';

/**
 * Describes an email and its variables. Only the live site has the template itself, so variables are compared with the rule that sent the
 * email: `missing` if the rule names one without a value, `unnamed` if the rule does not name it.
 */
export function showEmail(
  { emailId, contactId, memberId, variables, at }: SentEmail,
  outcome: EventOutcome | null,
  rules: readonly KnownRule[] | null,
  nameOf: (id: string) => string | null,
): ShownEmail {
  const id = contactId ?? memberId ?? null;
  const sameTemplate = rules?.filter((rule) => rule.emailIds.includes(emailId)) ?? [];
  const told = outcome?.notifications.map(({ rule }) => rule) ?? [];
  const rule =
    sameTemplate.find(({ id }) => told.includes(id)) ?? (sameTemplate.length === 1 ? sameTemplate[0] : undefined);
  const named = rule?.variables ?? null;
  const names = [...new Set([...Object.keys(variables), ...(named ?? [])])];
  return {
    emailId,
    recipient: { id, name: id === null ? null : nameOf(id) },
    rule: rule?.id ?? null,
    at,
    variables: names.map((name) => showVariable(name, variables[name], named)),
  };
}

function showVariable(name: string, value: string | undefined, named: readonly string[] | null): ShownVariable {
  if (value === undefined) return { name, value: null, flag: 'missing' };
  if (value === '') return { name, value, flag: 'empty' };
  return { name, value, flag: named !== null && !named.includes(name) ? 'unnamed' : null };
}
