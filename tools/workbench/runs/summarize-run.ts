import type { Invocation } from '../../../emulator/invocation.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import type { RunResult, RunSummary, StoredRun } from './run.ts';

/** The outcome that the site's handler returned; `null` for anything else that ran, and for another site's handlers. */
export function outcomeOf({ result }: Pick<RunResult, 'result'>): EventOutcome | null {
  if (result.kind !== 'returned' || !isOutcome(result.value)) return null;
  return result.value;
}

/** The summary of a run that is done. */
export function summarizeRun(summary: RunSummary, result: RunResult, at: number): RunSummary {
  const outcome = outcomeOf(result);
  return {
    ...summary,
    status: 'done',
    about: null,
    at,
    verdict: outcome?.verdict ?? null,
    failure: failureOf(result),
    order: outcome?.order ?? null,
    changes: outcome?.changes.map(({ kind }) => kind) ?? [],
    notifications: outcome?.notifications.map(({ status }) => status) ?? [],
    emails: result.emails.length,
    wixCalls: result.calls.length,
  };
}

/** A job that came due while time passed, as a run of its own. */
export function runOfDueJob(parent: RunSummary, invocation: Invocation, dueAt: number): StoredRun {
  const { result, calls, emails, logs } = invocation;
  const label = `due at ${new Date(dueAt).toISOString().slice(11, 16)}, while the clock moved on`;
  const own: RunSummary = { ...parent, kind: 'job', name: invocation.name, label };
  return {
    summary: summarizeRun(own, { result, calls, emails, logs }, dueAt),
    request: { kind: 'job', name: invocation.name, label },
    result: { result, calls, emails, logs },
  };
}

function failureOf({ result }: RunResult): RunSummary['failure'] {
  switch (result.kind) {
    case 'crashed':
    case 'threw':
    case 'not-run':
      return result.kind;
    case 'returned':
      return isJsonObject(result.value) && isRefusal(result.value['kind']) ? 'refused' : null;
  }
}

/** A web method answers with what it could not do instead of throwing. */
function isRefusal(kind: unknown): boolean {
  return kind === 'refused' || kind === 'failed';
}

function isOutcome(value: unknown): value is EventOutcome {
  return isJsonObject(value) && typeof value['verdict'] === 'string' && Array.isArray(value['changes']);
}
