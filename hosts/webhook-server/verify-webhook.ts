import { createHash, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import * as v from 'valibot';

import { parseJson } from '../../src/backend/order-events/values/parse-json.ts';

/** A webhook that Wix signed, opened as far as its envelope. */
export interface Webhook {
  /** The same for each delivery of one event, which Wix sends with the same content: no event of a ticket order has an id. */
  readonly id: string;
  /** The app's installation on a site: the tenant. */
  readonly instanceId: string;
  /** As the registry of handlers has it under `sdk.eventType`. */
  readonly eventType: string;
  /** The event as Wix printed it, as JSON text: its times have more digits than a `Date`. */
  readonly body: string;
  /** When Wix signed it, in milliseconds since 1970; absent where it does not say. */
  readonly issuedAt?: number;
  /** Whether the token had expired: Wix does not say whether it signs anew what it sends again. */
  readonly isLate: boolean;
}

/** Why a body is no webhook of this app; it names no value. */
export type WebhookRefusal =
  'not-signed' | 'wrong-algorithm' | 'wrong-signature' | 'expired' | 'not-yet-valid' | 'no-event';

/** A verified webhook, or why it is none. */
export type VerifiedWebhook =
  | { readonly kind: 'verified'; readonly webhook: Webhook }
  | { readonly kind: 'refused'; readonly reason: WebhookRefusal };

/** Wix sends again for 48 hours what was not answered: https://dev.wix.com/docs/rest/articles/getting-started/webhooks */
const RESEND_WINDOW_S = 48 * 3600;
/** By how much Wix's clock may be ahead. */
const CLOCK_TOLERANCE_S = 300;
const MS = 1000;

const claimsSchema = v.object({ data: v.string() });
const nonEmpty = v.pipe(v.string(), v.nonEmpty());
const eventSchema = v.object({
  data: v.union([v.string(), v.record(v.string(), v.unknown())]),
  instanceId: nonEmpty,
  eventType: nonEmpty,
});

/**
 * Verifies the body of a request with the key of the app. The key is the app's own, so neither an audience nor an issuer says
 * more; a token that expired within the time in which Wix sends again is accepted, because what comes again is known by its id.
 */
export async function verifyWebhook(body: string, key: KeyObject, now: number): Promise<VerifiedWebhook> {
  const claims = await verifiedClaims(body.trim(), key, now);
  if (typeof claims === 'string') return { kind: 'refused', reason: claims };
  const event = openEvent(claims);
  if (event === undefined) return { kind: 'refused', reason: 'no-event' };
  const { instanceId, eventType, data } = event;
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  const isLate = claims.exp !== undefined && claims.exp * MS <= now;
  const issuedAt = claims.iat === undefined ? {} : { issuedAt: claims.iat * MS };
  const id = idOf(eventType, text);
  return { kind: 'verified', webhook: { id, instanceId, eventType, body: text, isLate, ...issuedAt } };
}

async function verifiedClaims(body: string, key: KeyObject, now: number): Promise<JWTPayload | WebhookRefusal> {
  try {
    const { payload } = await jwtVerify(body, key, {
      algorithms: ['RS256'],
      currentDate: new Date(now),
      clockTolerance: RESEND_WINDOW_S,
    });
    const isAhead = payload.nbf !== undefined && payload.nbf > now / MS + CLOCK_TOLERANCE_S;
    return isAhead ? 'not-yet-valid' : payload;
  } catch (error) {
    return refusalOf(error);
  }
}

function refusalOf(error: unknown): WebhookRefusal {
  if (error instanceof errors.JOSEAlgNotAllowed) return 'wrong-algorithm';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'wrong-signature';
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') return 'not-yet-valid';
  return 'not-signed';
}

function openEvent(claims: JWTPayload): v.InferOutput<typeof eventSchema> | undefined {
  const outer = v.safeParse(claimsSchema, claims);
  if (!outer.success) return undefined;
  const event = v.safeParse(eventSchema, parseJson(outer.output.data));
  return event.success ? event.output : undefined;
}

function idOf(eventType: string, body: string): string {
  return createHash('sha256').update(`${eventType}\n${body}`).digest('base64url');
}
