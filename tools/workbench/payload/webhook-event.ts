import type { AppEvent } from '../../../emulator/webhooks/webhook-signer.ts';
import { handlers, type HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { toRestBody, type RestBodyOptions } from './rest-body.ts';

/** Default installation of the webhooks made here. */
export const INSTANCE_ID = '0fc2d8b5-44b9-4f50-a0a4-3c2d0c1b7a11';

/** App that the webhooks made here are for. */
export const APP_ID = '5f1b3a52-91f5-4a4e-9a2e-2d1f0c9b8a77';

/**
 * Returns a payload as an event of an app's installation. A Velo payload is converted to the REST body that Wix sends for it; any other
 * payload is sent unchanged, as JSON text.
 */
export function toWebhookEvent(
  handler: HandlerName,
  instanceId: string,
  { event, json }: { readonly event: unknown; readonly json: string },
  options?: RestBodyOptions,
): AppEvent {
  const { eventType } = handlers[handler].sdk;
  const isVelo = isJsonObject(event) && (isFlat(handler) || isJsonObject(event['entity'] ?? event['data']));
  return { eventType, instanceId, body: isVelo ? restText(handler, event, json, options) : json };
}

/** Writes the REST body; returns the given text if the event is nested too deep to be written again. */
function restText(handler: HandlerName, event: JsonObject, json: string, options: RestBodyOptions | undefined): string {
  try {
    return JSON.stringify(toRestBody(handler, event, options));
  } catch (error) {
    if (error instanceof RangeError) return json;
    throw error;
  }
}

function isFlat(handler: HandlerName): boolean {
  return handlers[handler].orderPlace === 'root';
}
