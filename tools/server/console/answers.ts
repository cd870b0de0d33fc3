import type { Change } from '../../../src/backend/order-events/changes/change.ts';
import type { OrderName, OrderRef } from '../../workbench/runs/run.ts';
import type { Recipient, ShownRendering, TraceLine } from '../../console/contract/answers.ts';

/** A webhook in a list. */
export interface ShownWebhook {
  /** Rises with every webhook of this server. */
  readonly number: number;
  /** What it is about, for people. */
  readonly name: string;
  readonly eventType: string;
  readonly instanceId: string;
  /** By the server's clock, in milliseconds since 1970. */
  readonly receivedAt: number;
  readonly answer: string;
  /** The order that it shows; `null` where it shows none. */
  readonly order: OrderRef | null;
  readonly about: OrderName | null;
  /** What it came to, in one word. */
  readonly word: string;
  readonly emails: number;
}

/** Everything about one webhook: the steps that it took, in their order. */
export interface WebhookDetail {
  readonly webhook: ShownWebhook;
  readonly body: string;
  /** Where the body is not as it should be. */
  readonly mark: { readonly path: string; readonly text: string } | null;
  readonly received: readonly TraceLine[];
  readonly inbox: readonly TraceLine[];
  /** Whether it was given up, so that it can be tried again. */
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
  /** The order that it is about, as far as its webhook is kept. */
  readonly order: OrderRef | null;
  readonly about: OrderName | null;
  readonly template: string;
  readonly language: string;
  /** The webhook that it belongs to; `null` for one that came later, such as a reminder. */
  readonly webhook: number | null;
}

/** An email with its content. */
export interface EmailDetail extends ShownKeptEmail {
  readonly rendering: ShownRendering;
}

/** What every view shows in its frame. */
export interface ServerStatus {
  /** Where webhooks go. */
  readonly url: string;
  /** By the server's clock, in milliseconds since 1970. */
  readonly now: number;
  readonly waiting: number;
  readonly dead: number;
  readonly installations: readonly { readonly instanceId: string; readonly isRemoved: boolean }[];
}
