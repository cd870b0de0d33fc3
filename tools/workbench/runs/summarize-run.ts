import type { Invocation } from '../../../emulator/invocation.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import type { RunResult, RunSummary, StoredRun } from './run.ts';

/** Returns the outcome that the site's handler returned; `null` for any other run, and for handlers of another site. */
export function outcomeOf({ result }: Pick<RunResult, 'result'>): EventOutcome | null {
  if (result.kind !== 'returned' || !isOutcome(result.value)) return null;
  return result.value;
}

/** Returns the summary of a finished run. */
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

/** Returns a job that came due while the clock moved, as a separate run. */
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

/** `true` if a web method returned a refusal or failure, which it does instead of throwing. */
function isRefusal(kind: unknown): boolean {
  return kind === 'refused' || kind === 'failed';
}

function isOutcome(value: unknown): value is EventOutcome {
  return isJsonObject(value) && typeof value['verdict'] === 'string' && Array.isArray(value['changes']);
}
