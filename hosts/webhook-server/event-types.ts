import { handlers, isHandlerName, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';

/** Meaning of a webhook's event type for this server. */
export type EventMeaning =
  | { readonly kind: 'order-event'; readonly handler: HandlerName }
  | { readonly kind: 'app-installed' | 'app-removed' }
  | { readonly kind: 'unknown' };

/** The app's own events: https://dev.wix.com/docs/api-reference/app-management/app-instance/app-instance-installed */
const appEvents = { AppInstalled: 'app-installed', AppRemoved: 'app-removed' } as const;

const handlerOfType = new Map(
  Object.entries(handlers).flatMap(([name, { sdk }]) =>
    isHandlerName(name) ? [[sdk.eventType, name] as const, [sdk.webhookSlug, name] as const] : [],
  ),
);

/** Returns the meaning of an event type. The slug used in app subscriptions is accepted too, where it differs from the type. */
export function meaningOf(eventType: string): EventMeaning {
  if (isAppEvent(eventType)) return { kind: appEvents[eventType] };
  const handler = handlerOfType.get(eventType);
  return handler === undefined ? { kind: 'unknown' } : { kind: 'order-event', handler };
}

function isAppEvent(eventType: string): eventType is keyof typeof appEvents {
  return Object.hasOwn(appEvents, eventType);
}
