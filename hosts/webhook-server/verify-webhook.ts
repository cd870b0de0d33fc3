import { createHash, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import * as v from 'valibot';

import { parseJson } from '../../src/backend/order-events/values/parse-json.ts';

/** A verified webhook with its envelope opened. */
export interface Webhook {
  /** Digest of type and content, identical for every delivery of one event: events of ticket orders contain no id. */
  readonly id: string;
  /** The app's installation on a site: the tenant. */
  readonly instanceId: string;
  /** Event type, as listed in the registry of handlers under `sdk.eventType`. */
  readonly eventType: string;
  /** The event as JSON text, as Wix wrote it: its times have more digits than a `Date`. */
  readonly body: string;
  /** Time of Wix's signature, in milliseconds since 1970; absent if not stated. */
  readonly issuedAt?: number;
  /** `true` if the token had expired: Wix does not document whether a repeated webhook is signed again. */
  readonly isLate: boolean;
}

/** Reason for refusing a request body; contains no value from it. */
export type WebhookRefusal =
  'not-signed' | 'wrong-algorithm' | 'wrong-signature' | 'expired' | 'not-yet-valid' | 'no-event';

/** A verified webhook, or the reason for its refusal. */
export type VerifiedWebhook =
  | { readonly kind: 'verified'; readonly webhook: Webhook }
  | { readonly kind: 'refused'; readonly reason: WebhookRefusal };

/** Wix repeats unanswered webhooks for 48 hours: https://dev.wix.com/docs/rest/articles/getting-started/webhooks */
const RESEND_WINDOW_S = 48 * 3600;
/** Tolerance for Wix's clock being ahead. */
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
 * Verifies a request body with the app's public key. The key belongs to one app, so audience and issuer add no security. A token that
 * expired within the time in which Wix repeats webhooks is accepted, because a repetition is recognized by its id.
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
