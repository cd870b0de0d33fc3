import type { InboxEvent, ReceivedEvent } from '../../../hosts/sql/inbox-event.ts';

/** Three tries, with distinguishable waits. */
export const retry = { maxTries: 3, firstWaitMs: 1_000, longestWaitMs: 1_500 };

/** An event of order 1. */
export function sampleEvent(changes: Partial<InboxEvent> = {}): InboxEvent {
  const lane = 'wix-ecom/order-1';
  const handler = 'wixEcom_onOrderUpdated';
  return { id: 'event-1', lane, handler, eventType: 'wix.ecom.v1.order_updated', text: '{"entity":1}', ...changes };
}

/** Handles an event by returning it. */
export function handOut(event: ReceivedEvent): Promise<ReceivedEvent> {
  return Promise.resolve(event);
}

/** Handles an event by returning its id. */
export function idOf(event: ReceivedEvent): Promise<string> {
  return Promise.resolve(event.id);
}

/** A promise that its creator resolves. */
export function door(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}
