import type { Change } from '../changes/change.ts';
import type { Product } from '../products/product.ts';
import type { AnyOrder } from '../products/product-model.ts';
import { modelOf, type Order } from '../products/product-models.ts';
import type { JsonObject } from '../values/json-object.ts';
import type { EmailRecipient } from '../values/email-recipient.ts';
import { createFormats } from './formats.ts';
import { frozenCopy } from './frozen-copy.ts';
import { fallbacksOf, readLanguage } from './languages.ts';
import type { AnyRule, EmailId, NotificationRule, NotificationSettings, RuleContext } from './rule.ts';

/** Why a notification cannot be sent as it is. */
export const holdReasons = ['no-contact', 'no-email-id', 'rule-threw'] as const;

/** One of these reasons, or the name of a variable whose value the email cannot take. */
export type HoldReason = (typeof holdReasons)[number] | `variable-is-not-text: ${string}`;

/** A notification that a rule asks for: what the outbox stores and sends. */
export interface NotificationDraft {
  /** `product/order/change/occurrence/rule`: the same for every delivery of one change. */
  readonly key: string;
  readonly product: Product;
  readonly orderId: string;
  readonly change: Change;
  readonly rule: string;
  readonly emailId: string;
  readonly contactId: string | undefined;
  /** Where no contact is known. */
  readonly memberId?: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
  readonly ifUnknown: 'resend' | 'hold';
  /** Milliseconds since 1970 after which it is too old to tell. */
  readonly expiresAt: number;
  readonly holdReason: HoldReason | undefined;
}

const DEFAULT_WITHIN_HOURS = 24;
const MS_PER_HOUR = 3_600_000;

type AnyContext = RuleContext<Product>;

/** The notifications that the rules ask for. A rule that throws holds its own notification and no other. */
export function decideNotifications(
  { order, raw }: { readonly order: Order; readonly raw: JsonObject },
  changes: readonly Change[],
  rules: readonly AnyRule[],
  settings: NotificationSettings,
): NotificationDraft[] {
  const { language: named }: AnyOrder = order;
  const language = readLanguage(named) ?? readLanguage(settings.fallbackLanguage) ?? 'en';
  const format = createFormats(language, settings.timeZone);
  let copy: JsonObject | undefined;
  const ownRules = rules.filter(({ product }) => product === order.product);
  return changes.flatMap((change) => {
    const context: AnyContext = {
      order,
      change,
      ticket: modelOf(order.product).ticketOf?.(order, change),
      language,
      format,
      get raw() {
        copy ??= frozenCopy(raw);
        return copy;
      },
    };
    return ownRules
      .filter((rule) => rule.change === change.kind && (rule.evidence?.includes(change.evidence) ?? true))
      .flatMap((rule) => draftsOf(context, rule));
  });
}

/** One draft, or where a rule is for all guests, one for each of them: the ticket tells their keys apart. */
function draftsOf(context: AnyContext, rule: NotificationRule<Product>): NotificationDraft[] {
  if (rule.recipient !== 'guests') return draftOne(context, rule, rule.id);
  const { order } = context;
  const tickets = modelOf(order.product).guestsOf?.(order) ?? [];
  return tickets.flatMap((ticket) => draftOne({ ...context, ticket }, rule, `${rule.id}@${ticket.number}`));
}

function draftOne(context: AnyContext, rule: NotificationRule<Product>, keyPart: string): NotificationDraft[] {
  const content = askRule(rule, context);
  if (content.kind === 'unwanted') return [];
  const { order, change, language } = context;
  const emailId = emailIdFor(rule.emailId, language);
  const recipient = recipientOf(rule, context);
  const holdReason =
    content.holdReason ??
    (recipient === undefined ? 'no-contact' : undefined) ??
    (emailId === '' ? 'no-email-id' : undefined);
  const withinMs = (rule.withinHours ?? DEFAULT_WITHIN_HOURS) * MS_PER_HOUR;
  return [
    {
      key: [order.product, order.id, change.kind, change.occurrence, keyPart].join('/'),
      product: order.product,
      orderId: order.id,
      change,
      rule: rule.id,
      emailId,
      contactId: undefined,
      ...recipient,
      variables: content.variables,
      ifUnknown: rule.ifUnknown ?? 'resend',
      expiresAt: Date.parse(change.occurredAt) + withinMs,
      holdReason,
    },
  ];
}

type RuleContent =
  | { readonly kind: 'unwanted' }
  | {
      readonly kind: 'wanted';
      readonly variables: Readonly<Record<string, string>>;
      readonly holdReason?: HoldReason | undefined;
    };

/** Rules are the site owner's code: what they throw, and what they return, must not cost the event. */
function askRule(rule: NotificationRule<Product>, context: AnyContext): RuleContent {
  try {
    if (rule.when?.(context) === false) return { kind: 'unwanted' };
    return readVariables(rule.variables(context));
  } catch {
    return { kind: 'wanted', variables: {}, holdReason: 'rule-threw' };
  }
}

function readVariables(raw: Readonly<Record<string, unknown>>): RuleContent {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string')
      return { kind: 'wanted', variables: {}, holdReason: `variable-is-not-text: ${name}` };
    variables[name] = value;
  }
  return { kind: 'wanted', variables };
}

/** The email of the buyer's exact language, else of the closest one, else the default. */
function emailIdFor(emailId: EmailId, language: string): string {
  if (typeof emailId === 'string') return emailId;
  const byLanguage = new Map(Object.entries(emailId).map(([code, id]) => [readLanguage(code), id]));
  const closest = fallbacksOf(language).find((code) => byLanguage.has(code));
  return (closest === undefined ? undefined : byLanguage.get(closest)) ?? emailId.default;
}

function recipientOf(
  { recipient }: NotificationRule<Product>,
  { order, ticket }: AnyContext,
): EmailRecipient | undefined {
  if (typeof recipient !== 'string') return recipient;
  const { contactId, memberId } = (recipient === 'buyer' ? order : ticket) ?? {};
  if (contactId !== undefined) return { contactId };
  return memberId === undefined ? undefined : { memberId };
}
