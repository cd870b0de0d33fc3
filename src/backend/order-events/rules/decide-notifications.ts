import { fieldsOf, type Call } from '../channels/channel.ts';
import { channelOf, type ChannelName } from '../channels/channels.ts';
import type { Change } from '../changes/change.ts';
import type { Product } from '../products/product.ts';
import type { AnyOrder } from '../products/product-model.ts';
import { modelOf, type Order } from '../products/product-models.ts';
import type { Ticket } from '../products/tickets/order.ts';
import type { EmailRecipient } from '../values/email-recipient.ts';
import { isJsonObject, type JsonObject } from '../values/json-object.ts';
import { isShortText } from '../values/short-text.ts';
import { keyPart, lastKeyPart, textOfPart } from '../values/key-parts.ts';
import { createFormats } from './formats.ts';
import { askRule, chosenChannel, isHours, type HoldReason } from './ask-rule.ts';
import { cleanCopy } from './clean-copy.ts';
import { readLanguage } from './languages.ts';
import type { RuleContext } from './rule-context.ts';
import type { AnyRule, Rule, NotificationSettings } from './rule.ts';

/** A notification that a rule asks for, to be stored and sent. */
export interface NotificationDraft {
  /** `product/order/change/occurrence/rule`: the same for every delivery of one change. */
  readonly key: string;
  /** Key under which an earlier version stored it, with parts that were not escaped; only if it is another. */
  readonly formerKey?: string | undefined;
  readonly product: Product;
  readonly orderId: string;
  readonly change: Change;
  readonly rule: string;
  readonly channel: ChannelName;
  readonly call: Call;
  readonly contactId: string | undefined;
  /** Only if no contact is known. */
  readonly memberId?: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
  readonly ifUnknown: 'resend' | 'hold';
  /** Milliseconds since 1970 before which it is not sent; absent if it is sent at once. */
  readonly delayedTo?: number | undefined;
  /** Kinds of change that call it off. */
  readonly unless?: readonly string[] | undefined;
  /** Milliseconds since 1970 after which it is too old to be sent. */
  readonly expiresAt: number;
  readonly holdReason: HoldReason | undefined;
  /** `true` if the rule itself names the recipient, such as the site's owner. */
  readonly isToFixedRecipient?: true | undefined;
}

const DEFAULT_WITHIN_HOURS = 24;
const MS_PER_HOUR = 3_600_000;

type AnyContext = RuleContext<Product>;

/** A change that a rule is asked about: what the rule sees, and the original order and ticket, for keys and recipients. */
interface Question {
  readonly context: AnyContext;
  readonly order: Order;
  readonly ticket: Ticket | undefined;
}

/** Returns the notifications that the rules ask for. A faulty rule holds its own notification and no other. */
export function decideNotifications(
  { order, raw }: { readonly order: Order; readonly raw: JsonObject },
  changes: readonly Change[],
  rules: readonly AnyRule[],
  settings: NotificationSettings,
): NotificationDraft[] {
  const ownRules = rules.filter((rule) => isJsonObject(rule) && rule.product === order.product);
  const wanted = changes.filter(({ kind }) => ownRules.some(({ change }) => change === kind));
  if (wanted.length === 0) return [];
  const { language: named }: AnyOrder = order;
  const language = readLanguage(named) ?? readLanguage(settings.fallbackLanguage) ?? 'en';
  const common = { order: cleanCopy(order), language, format: createFormats(language, settings.timeZone) };
  const tickets = modelOf(order.product).ticketsOf?.(order);
  let copy: JsonObject | undefined;
  return wanted.flatMap((change) => {
    const ticket = tickets?.get(String(change.current['ticketNumber']));
    const context: AnyContext = {
      ...common,
      change: cleanCopy(change),
      ticket: cleanCopy(ticket),
      get raw() {
        copy ??= cleanCopy(raw);
        return copy;
      },
    };
    return ownRules
      .filter((rule) => rule.change === change.kind && isKnownWell(rule, change))
      .flatMap((rule) => draftsOf({ context, order, ticket }, change, rule));
  });
}

/** `true` if a change has the evidence that a rule demands. A rule whose demand is not a list is faulty, and is asked anyway. */
function isKnownWell({ evidence }: Rule<Product>, change: Change): boolean {
  return Array.isArray(evidence) ? evidence.includes(change.evidence) : true;
}

/** Returns one draft, or one for each guest if a rule is for all of them: the ticket distinguishes their keys. */
function draftsOf(question: Question, change: Change, rule: Rule<Product>): NotificationDraft[] {
  if (rule.recipient !== 'guests') return draftOne(question, change, rule, undefined);
  const { context, order } = question;
  const guests = modelOf(order.product).guestsOf?.(order) ?? [];
  return guests.flatMap((ticket) => {
    const ofGuest = { order, ticket, context: { ...context, ticket: cleanCopy(ticket) } };
    return draftOne(ofGuest, change, rule, ticket.number);
  });
}

/** Returns the id of a rule. A rule without one is held, and its notification still needs a key. */
function idOf({ id }: { readonly id: unknown }): string {
  return isShortText(id) ? id : 'rule-without-id';
}

function draftOne(
  question: Question,
  change: Change,
  rule: Rule<Product>,
  guest: string | undefined,
): NotificationDraft[] {
  const fields = fieldsOf(rule);
  const name = chosenChannel(fields);
  const answer = askRule(rule, name, question.context);
  if (answer.kind === 'unwanted') return [];
  const { order, context } = question;
  const channel = channelOf(name);
  const call = channel.callOf(fields, context.language);
  const recipient =
    channel.addressee === 'nobody' ? undefined : recipientOf(rule.recipient, channel.addressee, question);
  const { contactId, memberId }: { readonly contactId?: string; readonly memberId?: string } =
    typeof recipient === 'object' ? recipient : {};
  const { key, formerKey } = keysOf(order, change, idOf(rule), guest);
  const changedAt = Date.parse(change.occurredAt);
  // One literal, because spreading objects into each other costs more than the rest.
  return [
    {
      key,
      formerKey,
      product: order.product,
      orderId: order.id,
      change,
      rule: idOf(rule),
      channel: name,
      call: typeof call === 'string' ? {} : call,
      contactId,
      memberId,
      variables: answer.kind === 'wanted' ? answer.variables : {},
      ifUnknown: rule.ifUnknown === 'hold' && channel.promises.hold !== 'exactly-once' ? 'hold' : 'resend',
      expiresAt: changedAt + tellableMsOf(rule),
      delayedTo: isHours(rule.after) ? changedAt + afterMsOf(rule) : undefined,
      unless: Array.isArray(rule.unless) ? rule.unless.map(String) : undefined,
      holdReason:
        (answer.kind === 'faulty' ? answer.holdReason : undefined) ??
        (typeof recipient === 'string' ? recipient : undefined) ??
        (typeof call === 'string' ? call : undefined),
      isToFixedRecipient: typeof rule.recipient === 'string' ? undefined : true,
    },
  ];
}

/** Returns the longest age at which one of these rules sends a change, in milliseconds. */
export function longestWithinMs(rules: readonly AnyRule[]): number {
  return Math.max(DEFAULT_WITHIN_HOURS * MS_PER_HOUR, ...rules.filter(isJsonObject).map(tellableMsOf));
}

/** Returns for how long after a change a rule sends it, in milliseconds. */
function tellableMsOf(rule: { readonly after?: unknown; readonly withinHours?: unknown }): number {
  const { withinHours } = rule;
  return afterMsOf(rule) + (isHours(withinHours) ? withinHours : DEFAULT_WITHIN_HOURS) * MS_PER_HOUR;
}

function afterMsOf({ after }: { readonly after?: unknown }): number {
  return isHours(after) ? after * MS_PER_HOUR : 0;
}

/** Returns the key, which no two notifications share, whatever is in its parts. */
function keysOf(
  { product, id }: Order,
  change: Change,
  rule: string,
  guest: string | undefined,
): Pick<NotificationDraft, 'key' | 'formerKey'> {
  const { kind, occurrence } = change;
  const key = [product, keyPart(id), kind, keyPart(occurrence), lastKeyPart(rule, guest)].join('/');
  const formerLast = guest === undefined ? rule : `${rule}@${guest}`;
  const formerKey = [product, id, kind, textOfPart(occurrence), formerLast].join('/');
  return formerKey === key ? { key } : { key, formerKey };
}

/** Returns the recipient of a rule, or why there is none. */
function recipientOf(
  recipient: unknown,
  addressee: 'contact-or-member' | 'contact',
  { order, ticket }: Question,
): EmailRecipient | Extract<HoldReason, 'no-contact' | 'no-recipient'> {
  const isRole = recipient === 'buyer' || recipient === 'guest' || recipient === 'guests';
  if (!isRole && !isJsonObject(recipient)) return 'no-recipient';
  const named = isJsonObject(recipient) ? recipient : recipient === 'buyer' ? order : ticket;
  const { contactId, memberId }: { readonly contactId?: unknown; readonly memberId?: unknown } = named ?? {};
  if (isShortText(contactId)) return { contactId };
  if (isShortText(memberId) && addressee === 'contact-or-member') return { memberId };
  return isRole ? 'no-contact' : 'no-recipient';
}
