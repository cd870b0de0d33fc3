import type { Evidence } from '../../../src/backend/order-events/changes/change.ts';
import type { holdReasons } from '../../../src/backend/order-events/rules/ask-rule.ts';
import type { WarningCode } from '../../../src/backend/order-events/values/warnings.ts';

/** Formats a time as everywhere in the console: UTC, to the second. */
export function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const nouns: readonly (readonly [pattern: RegExp, noun: string])[] = [
  [/^order-(paid|partially-paid|payment-.*)$/, 'payment'],
  [/canceled$|check-in-undone$/, 'cancellation'],
  [/refunded$/, 'refund'],
  [/checked-in$/, 'check-in'],
  [/paused$/, 'pause'],
  [/resumed$/, 'resumption'],
  [/fulfilled$/, 'fulfillment'],
  [/^order-placed$/, 'purchase'],
  [/^cycle-started$/, 'billing cycle'],
];

/** Returns the noun for one occurrence of a change: "payment" for `order-paid`. */
export function nounOf(changeKind: string): string {
  return nouns.find(([pattern]) => pattern.test(changeKind))?.[1] ?? `change (${changeKind})`;
}

/** Returns the readable name of a handler, job or web method: "Order payment status updated". */
export function spokenName(name: string): string {
  const words = name.replace(/^.*_on/, '').replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Explanation of the evidence for a change. */
export const evidenceWords: Readonly<Record<Evidence, string>> = {
  reported: 'the event itself says what was before',
  compared: 'compared with the state stored before',
  inferred: 'first sight of this order: inferred from its own dates and status',
};

/** Explains a warning. */
export function warningWords(warning: WarningCode): string {
  if (!isTyped(warning)) return plainWarnings[warning];
  return `The field at ${warning.slice(UNEXPECTED_TYPE.length)} is of another type than documented. It counts as absent.`;
}

const UNEXPECTED_TYPE = 'unexpected-type: ';

function isTyped(warning: WarningCode): warning is `${typeof UNEXPECTED_TYPE}${string}` {
  return warning.startsWith(UNEXPECTED_TYPE);
}

const plainWarnings: Readonly<Record<Exclude<WarningCode, `${typeof UNEXPECTED_TYPE}${string}`>, string>> = {
  'order-under-data': 'The order stood under data.order, where another handler has it. It was read all the same.',
  'order-under-entity': 'The order stood under entity, where another handler has it. It was read all the same.',
  'event-time-missing': 'The event names no time, so the time of its arrival was used.',
  'entity-id-mismatch': 'The metadata names another order than the order itself. The order’s own id counts.',
  'unreadable-date': 'A date could not be read and was left out.',
  'unreadable-amount': 'An amount could not be read and was left out.',
};

const holdWords: Readonly<Record<(typeof holdReasons)[number], string>> = {
  'no-contact': 'the order names no contact to send to',
  'no-email-id': 'the rule names no email',
  'no-recipient': 'the rule does not say whom to tell',
  'rule-threw': 'the rule’s own code threw',
  'rule-is-async': 'the rule answers with a promise, and nobody waits for it',
  'variables-are-no-object': 'the rule’s variables are no object',
  'variables-too-large': 'the rule’s variables are more text than can be stored',
  'too-many': 'this contact was told as often in the last hour as anybody may be',
};

/** Explains the reason for a notification's status. */
export function reasonWords(reason: string | null | undefined): string {
  if (reason === null || reason === undefined) return 'no reason is stored';
  if (reason.startsWith('variable-is-not-text: ')) {
    return `the rule’s variable ${reason.slice('variable-is-not-text: '.length)} is no text, and Wix takes text only`;
  }
  if (reason.startsWith('rule-field-invalid: ')) {
    return `the rule’s field ${reason.slice('rule-field-invalid: '.length)} is missing or not valid`;
  }
  const known: Readonly<Record<string, string>> = {
    ...holdWords,
    'too-old-when-noticed': 'the news was too old when the event came',
    'too-old-when-due': 'the news was too old by the time that it could be sent',
    'may-have-been-sent': 'the email may have gone out: the site stopped meanwhile, or the call failed',
    'attempts-used-up': 'all attempts are used up',
    'called-off': 'a change that its rule names came about before it was due',
    'no-answer': 'nobody answered',
    'no-api-key': 'the secret ORDER_EVENTS_API_KEY is missing',
    'no-email-settings': 'the setting `email` of the rules is missing',
    'no-such-template': 'there is no template of that name',
    'no-email-templates': 'the templates were not built',
    'rejected-by-wix': 'Wix took it and rejected it later',
    'no-post-secret': 'the secret that signs it is missing',
    'post-secret-invalid': 'the secret that signs it is not `whsec_` and Base64 of 24 to 64 bytes',
    'run-threw': 'the function of its rule threw',
    'no-run-function': 'the function of its rule is not there any more',
  };
  return known[reason] ?? `it was refused with ${reason}`;
}
