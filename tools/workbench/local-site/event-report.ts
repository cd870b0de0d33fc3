import type { Invocation, SentEmail, ThrownError } from '../../../emulator/invocation.ts';
import type { Verdict } from '../../../src/backend/order-events/changes/change.ts';
import type { Rejection } from '../../../src/backend/order-events/values/rejection.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import type { MadeRun } from '../runs/run.ts';
import { outcomeOf } from '../runs/summarize-run.ts';

/** Change as commands show it. */
export type ReportedChange = Omit<EventOutcome['changes'][number], 'occurredAt'>;

/** Failure of a handler that returned no outcome for its event. */
export type Failure =
  | { readonly kind: 'crashed'; readonly afterCall: number }
  | ({ readonly kind: 'threw' } & Pick<ThrownError, 'name' | 'message' | 'code'>)
  | { readonly kind: 'no-outcome' };

/** Result of one delivery of an event. `--json` guarantees the order of the keys. */
export interface EventReport {
  readonly handler: string | null;
  /** `null` only if the handler failed. */
  readonly verdict: Verdict | null;
  readonly order: EventOutcome['order'];
  readonly changes: readonly ReportedChange[];
  readonly notifications: EventOutcome['notifications'];
  readonly emails: readonly {
    readonly emailId: string;
    readonly contactId: string | null;
    /** Present only if the email went to a member. */
    readonly memberId?: string;
    readonly variables: SentEmail['variables'];
  }[];
  readonly warnings: readonly string[];
  readonly rejection: Rejection | null;
  readonly wixCalls: { readonly data: number; readonly email: number };
  readonly failure?: Failure;
}

/** Creates the report of a handler's run. */
export function reportRun(handler: string, { result, emails, calls }: MadeRun): EventReport {
  const outcome = outcomeOf({ result }) ?? undefined;
  return {
    handler,
    verdict: outcome?.verdict ?? null,
    order: outcome?.order ?? null,
    changes: outcome?.changes.map(showChange) ?? [],
    notifications: outcome?.notifications ?? [],
    emails: emails.map(showEmail),
    warnings: outcome?.warnings ?? [],
    rejection: outcome?.rejection ?? null,
    wixCalls: {
      data: calls.filter(({ kind }) => kind === 'data').length,
      email: calls.filter(({ kind }) => kind === 'email').length,
    },
    ...(outcome === undefined ? { failure: failureOf(result) } : {}),
  };
}

/** Creates the report of input that was rejected before a handler could be called. */
export function reportRejection(handler: string | null, rejection: Rejection): EventReport {
  const nothing = { order: null, changes: [], notifications: [], emails: [], warnings: [] };
  return { handler, verdict: 'rejected', ...nothing, rejection, wixCalls: { data: 0, email: 0 } };
}

/** `true` if the event was rejected or its handler failed. */
export function isFailed({ verdict, failure }: EventReport): boolean {
  return verdict === 'rejected' || failure !== undefined;
}

/** Converts an email to the form that commands show. */
export function showEmail({ emailId, contactId, memberId, variables }: SentEmail): EventReport['emails'][number] {
  return { emailId, contactId: contactId ?? null, ...(memberId === undefined ? {} : { memberId }), variables };
}

function showChange({
  kind,
  evidence,
  occurrence,
  previous,
  current,
}: EventOutcome['changes'][number]): ReportedChange {
  return { kind, evidence, occurrence, previous, current };
}

function failureOf(result: Invocation['result']): Failure {
  if (result.kind === 'crashed') return { kind: 'crashed', afterCall: result.afterCall };
  if (result.kind === 'returned') return { kind: 'no-outcome' };
  const { name, message, code } = result.error;
  return { kind: 'threw', name, message, code };
}
