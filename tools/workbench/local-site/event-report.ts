import type { Invocation, SentEmail, ThrownError } from '../../../emulator/invocation.ts';
import type { Verdict } from '../../../src/backend/order-events/changes/change.ts';
import type { Rejection } from '../../../src/backend/order-events/values/rejection.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import type { MadeRun } from '../runs/run.ts';
import { outcomeOf } from '../runs/summarize-run.ts';

/** A change as commands show it. */
export type ReportedChange = Omit<EventOutcome['changes'][number], 'occurredAt'>;

/** How a handler ended that did not report what became of its event. */
export type Failure =
  | { readonly kind: 'crashed'; readonly afterCall: number }
  | ({ readonly kind: 'threw' } & Pick<ThrownError, 'name' | 'message' | 'code'>)
  | { readonly kind: 'no-outcome' };

/** What one delivery of an event came to. The order of the keys is part of what `--json` promises. */
export interface EventReport {
  readonly handler: string | null;
  /** `null` only when the handler failed. */
  readonly verdict: Verdict | null;
  readonly order: EventOutcome['order'];
  readonly changes: readonly ReportedChange[];
  readonly notifications: EventOutcome['notifications'];
  readonly emails: readonly {
    readonly emailId: string;
    readonly contactId: string | null;
    /** Only where the email went to a member. */
    readonly memberId?: string;
    readonly variables: SentEmail['variables'];
  }[];
  readonly warnings: readonly string[];
  readonly rejection: Rejection | null;
  readonly wixCalls: { readonly data: number; readonly email: number };
  readonly failure?: Failure;
}

/** The report of a run of a handler. */
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

/** The report of what no handler could be called with. */
export function reportRejection(handler: string | null, rejection: Rejection): EventReport {
  const nothing = { order: null, changes: [], notifications: [], emails: [], warnings: [] };
  return { handler, verdict: 'rejected', ...nothing, rejection, wixCalls: { data: 0, email: 0 } };
}

/** Whether the event was refused or its handler failed. */
export function isFailed({ verdict, failure }: EventReport): boolean {
  return verdict === 'rejected' || failure !== undefined;
}

/** An email as commands show it. */
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
