import type { AppEvent } from '../../../emulator/webhooks/webhook-signer.ts';
import { handlers, type HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { isJsonObject } from './json.ts';
import { toRestBody, type RestBodyOptions } from './rest-body.ts';

/**
 * The event of an app's installation that a payload shows. A Velo payload becomes the REST body that Wix sends for it; what has
 * another form is sent as it is given, as JSON text.
 */
export function toWebhookEvent(
  handler: HandlerName,
  instanceId: string,
  { event, json }: { readonly event: unknown; readonly json: string },
  options?: RestBodyOptions,
): AppEvent {
  const isVelo = isJsonObject(event) && (isFlat(handler) || isJsonObject(event['entity'] ?? event['data']));
  const body = isVelo ? JSON.stringify(toRestBody(handler, event, options)) : json;
  return { eventType: handlers[handler].sdk.eventType, instanceId, body };
}

function isFlat(handler: HandlerName): boolean {
  return handlers[handler].orderPlace === 'root';
}
