/** Types that the other pages refer to: those that rules are made of, and those of results. */
export type {
  Change,
  ChangeKind,
  ChangeKindOf,
  Evidence,
  ShownFields,
  ShownValue,
  Verdict,
} from '../../src/backend/order-events/changes/change.ts';
export type { EmailFields, EmailSettings } from '../../src/backend/order-events/channels/email/email.ts';
export type {
  NotificationPlace,
  NotifyOwnerFields,
} from '../../src/backend/order-events/channels/notify-owner/notify-owner.ts';
export type { PostFields } from '../../src/backend/order-events/channels/post/post.ts';
export type { RunFields, RunFunction, RunTold } from '../../src/backend/order-events/channels/run/run.ts';
export type {
  EmailId,
  TriggeredEmailFields,
} from '../../src/backend/order-events/channels/triggered-email/triggered-email.ts';
export type { NotificationSummary } from '../../src/backend/order-events/intake/outcome.ts';
export type { ReplayReport } from '../../src/backend/order-events/intake/replay-unhandled.ts';
export type { KeptItems } from '../../src/backend/order-events/jobs/kept-items.ts';
export type { Installation } from '../../src/backend/order-events/jobs/installation.ts';
export type { NotKept } from '../../src/backend/order-events/jobs/not-kept.ts';
export type { RuleCounts } from '../../src/backend/order-events/delivery/count-by-rule.ts';
export type { NotificationStatus } from '../../src/backend/order-events/ports/notifications.ts';
export type { SecondInsert } from '../../src/backend/order-events/ports/insert-proof.ts';
export type { PausePeriod, PlanOrder, PricedCycles } from '../../src/backend/order-events/products/plans/order.ts';
export type { Product } from '../../src/backend/order-events/products/product.ts';
export type { Activity, CustomField, LineItem, ShopOrder } from '../../src/backend/order-events/products/shop/order.ts';
export type { Shipment } from '../../src/backend/order-events/products/shop/shipments.ts';
export type { Ticket, TicketOrder } from '../../src/backend/order-events/products/tickets/order.ts';
export type { ErasedOfOrder, ErasureReport } from '../../src/backend/order-events/retention/erase.ts';
export type { Formats } from '../../src/backend/order-events/rules/formats.ts';
export type { Recipient, Variables } from '../../src/backend/order-events/rules/rule-context.ts';
export type { RuleHelper } from '../../src/backend/order-events/rules/rule-helpers.ts';
export type {
  CommonFields,
  NotificationSettings,
  RecordingSettings,
} from '../../src/backend/order-events/rules/rule.ts';
export type { Decimal } from '../../src/backend/order-events/values/decimal.ts';
export type { EmailRecipient } from '../../src/backend/order-events/values/email-recipient.ts';
export type { DateText } from '../../src/backend/order-events/values/instant.ts';
export type { JsonObject } from '../../src/backend/order-events/values/json-object.ts';
export type { PersonalValues } from '../../src/backend/order-events/values/personal-values.ts';
export type { Price } from '../../src/backend/order-events/values/price.ts';
export type { Rejection } from '../../src/backend/order-events/values/rejection.ts';
export type { WarningCode } from '../../src/backend/order-events/values/warnings.ts';
export type { WebResult } from '../../src/backend/order-events/web-methods/define-method.ts';
export type { ListedNotification } from '../../src/backend/order-events/web-methods/listed-notification.ts';
export type {
  ListedUnhandled,
  MemberNotification,
  OrderHistory,
} from '../../src/backend/order-events/web-methods/owner-methods.ts';
export type { Health, JobHealth } from '../../src/backend/order-events/web-methods/read-health.ts';
