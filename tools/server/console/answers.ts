import type { Change } from '../../../src/backend/order-events/changes/change.ts';
import type { OrderName, OrderRef } from '../../workbench/runs/run.ts';
import type { Recipient, ShownRendering, TraceLine } from '../../console/contract/answers.ts';

/** A webhook in a list. */
export interface ShownWebhook {
  /** Sequence number; increases with every webhook of this server. */
  readonly number: number;
  /** Readable name of the event. */
  readonly name: string;
  readonly eventType: string;
  readonly instanceId: string;
  /** Server time, in milliseconds since 1970. */
  readonly receivedAt: number;
  readonly answer: string;
  /** The order in the payload; `null` if there is none. */
  readonly order: OrderRef | null;
  readonly about: OrderName | null;
  /** Result of the webhook, in one word. */
  readonly word: string;
  readonly emails: number;
}

/** Details of one webhook: its processing steps, in order. */
export interface WebhookDetail {
  readonly webhook: ShownWebhook;
  readonly body: string;
  /** Position of an error in the body; `null` if there is none. */
  readonly mark: { readonly path: string; readonly text: string } | null;
  readonly received: readonly TraceLine[];
  readonly inbox: readonly TraceLine[];
  /** `true` if the server gave up on the event; it can then be retried. */
  readonly isDead: boolean;
  readonly decision: readonly TraceLine[];
  readonly changes: readonly Change[];
  readonly emails: readonly EmailDetail[];
}

/** An email in a list. */
export interface ShownKeptEmail {
  readonly number: number;
  readonly subject: string;
  readonly recipient: Recipient;
  /** The order of the email; `null` if its webhook is no longer kept. */
  readonly order: OrderRef | null;
  readonly about: OrderName | null;
  readonly template: string;
  readonly language: string;
  /** The webhook that triggered it; `null` for an email sent later, such as a reminder. */
  readonly webhook: number | null;
}

/** An email with its content. */
export interface EmailDetail extends ShownKeptEmail {
  readonly rendering: ShownRendering;
}

/** Status that the frame of every view shows. */
export interface ServerStatus {
  /** URL that receives the webhooks. */
  readonly url: string;
  /** Server time, in milliseconds since 1970. */
  readonly now: number;
  readonly waiting: number;
  readonly dead: number;
  readonly installations: readonly { readonly instanceId: string; readonly isRemoved: boolean }[];
}
