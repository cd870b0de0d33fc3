import { fieldsOf, type ChannelHoldReason, type RuleFields } from '../channels/channel.ts';
import { channelOf, chosenBy, type ChannelName } from '../channels/channels.ts';
import type { Product } from '../products/product.ts';
import { isJsonObject } from '../values/json-object.ts';
import { isShortText } from '../values/short-text.ts';
import type { RuleContext } from './rule-context.ts';
import type { Rule } from './rule.ts';

/** Reasons why a notification cannot be sent as it is. */
export const holdReasons = [
  'no-contact',
  'no-email-id',
  'no-recipient',
  'rule-threw',
  'rule-is-async',
  'variables-are-no-object',
  'variables-too-large',
  'too-many',
] as const;

/** Hold reason: one of these, or the name of a variable whose value the email cannot take, or of a field of the rule that is wrong. */
export type HoldReason = (typeof holdReasons)[number] | ChannelHoldReason | `variable-is-not-text: ${string}`;

/** Answer of a rule to a change. */
export type RuleAnswer =
  | { readonly kind: 'unwanted' }
  | { readonly kind: 'wanted'; readonly variables: Readonly<Record<string, string>> }
  | { readonly kind: 'faulty'; readonly holdReason: HoldReason };

/** Far more than an email has, and far less than a notification's row can hold. */
const MAX_VARIABLE_CHARACTERS = 50_000;
const MAX_SHOWN_NAME = 100;
/** A hundred years, so that there is a date at which it ends. */
const MAX_WITHIN_HOURS = 876_000;

/**
 * Asks a rule about a change. Rules are the site owner's code, and in JavaScript nothing checks them: what they throw, return or lack
 * affects that rule alone.
 */
export function askRule(rule: Rule<Product>, name: ChannelName, context: RuleContext<Product>): RuleAnswer {
  try {
    const channel = channelOf(name);
    const field = findInvalidField(fieldsOf(rule), channel.needsVariables);
    const isWanted: unknown = field === 'when' || (rule.when?.(context) ?? rule.when === undefined);
    if (isPromise(isWanted)) return faulty('rule-is-async');
    if (!isWanted) return { kind: 'unwanted' };
    if (field !== undefined) return faulty(`rule-field-invalid: ${field}`);
    if (channel.variablesOf !== undefined) return readVariables(channel.variablesOf(fieldsOf(rule), context));
    return readVariables(rule.variables === undefined ? {} : rule.variables(context));
  } catch {
    return faulty('rule-threw');
  }
}

function faulty(holdReason: HoldReason): RuleAnswer {
  return { kind: 'faulty', holdReason };
}

/** Returns the channel that a rule selected; the first of several, which is a fault, and a triggered email if it selected none. */
export function chosenChannel(rule: RuleFields): ChannelName {
  return chosenBy(rule)[0] ?? 'triggeredEmail';
}

/** Returns the first invalid field of a rule, apart from its recipient and the fields of its channel. */
function findInvalidField(rule: RuleFields, needsVariables: boolean): string | undefined {
  const { id, variables, when, evidence, withinHours, after, unless, unlessOrder, ifUnknown } = rule;
  const [, second] = chosenBy(rule);
  const isSound = {
    id: isShortText(id),
    when: when === undefined || typeof when === 'function',
    variables: typeof variables === 'function' || (variables === undefined && !needsVariables),
    evidence: evidence === undefined || Array.isArray(evidence),
    withinHours: withinHours === undefined || isHours(withinHours),
    after: after === undefined || isHours(after),
    unless: unless === undefined || Array.isArray(unless),
    unlessOrder: unlessOrder === undefined || typeof unlessOrder === 'function',
    ifUnknown: ifUnknown === undefined || ifUnknown === 'resend' || ifUnknown === 'hold',
    ...(second === undefined ? {} : { [channelOf(second).field]: false }),
  };
  return Object.entries(isSound).find(([, isFine]) => !isFine)?.[0];
}

/** `true` if a value is a valid number of hours for an age or a delay. */
export function isHours(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= MAX_WITHIN_HOURS;
}

/** `true` for a promise. Its rejection is caught, because one that nobody handles can end the whole container. */
function isPromise(value: unknown): boolean {
  const isOne = typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
  if (isOne) Promise.resolve(value).catch(() => undefined);
  return isOne;
}

function readVariables(raw: unknown): RuleAnswer {
  if (isPromise(raw)) return faulty('rule-is-async');
  if (!isJsonObject(raw)) return faulty('variables-are-no-object');
  const variables: [string, string][] = [];
  let characters = 0;
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') return faulty(`variable-is-not-text: ${name.slice(0, MAX_SHOWN_NAME)}`);
    characters += name.length + value.length;
    variables.push([name, value]);
  }
  if (characters > MAX_VARIABLE_CHARACTERS) return faulty('variables-too-large');
  return { kind: 'wanted', variables: Object.fromEntries(variables) };
}
