import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import type { TraceLine } from '../contract/answers.ts';
import type { RunResult, StoredRun } from '../../workbench/runs/run.ts';
import { reasonWords } from './words.ts';

/** Explains a run without an event outcome: a job, a web method, a clock advance, or a handler that failed. */
export function explainTask({ request, result }: StoredRun): TraceLine[] {
  if (result === null) return [];
  const end = result.result;
  switch (end.kind) {
    case 'crashed':
      return [crashed(end.afterCall, result)];
    case 'threw': {
      const text = `It threw ${end.error.name}: ${end.error.message}${request.kind === 'event' ? ' Wix then holds the only copy of the event.' : ''}`;
      return [
        { tone: 'problem', text },
        { tone: 'info', text: 'The stack is below, under Logs. Fix the code, build, and run it again.' },
      ];
    }
    case 'not-run':
      return [
        { tone: 'problem', text: end.problem.message },
        { tone: 'info', text: end.problem.next },
      ];
    case 'returned':
      return [explainValue(request.kind, end.value)];
  }
}

function crashed(afterCall: number, { calls }: RunResult): TraceLine {
  const last = calls.at(-1);
  const call = last === undefined ? '' : ` (${last.module} ${last.member})`;
  const text = `The site stopped for good after its Wix call ${afterCall}${call}, as asked. What it had written stays. Run it again, or let the delivery job run: nothing is lost, and nothing is told twice.`;
  return { tone: 'problem', text };
}

function explainValue(kind: StoredRun['request']['kind'], value: unknown): TraceLine {
  switch (kind) {
    case 'event':
      return { tone: 'problem', text: 'The handler returned nothing to show. Is src/backend built? npm run build' };
    case 'job':
      return { tone: 'info', text: `Done: ${reportText(objectOf(value)['report'])}.` };
    case 'method':
      return explainAnswer(objectOf(value));
    case 'time': {
      const jobs = Array.isArray(value) ? value.map((run) => String(objectOf(run)['job'])) : [];
      return {
        tone: 'info',
        text: `The clock moved on; on the way ran ${jobs.length === 0 ? 'no job' : countText(jobs)}.`,
      };
    }
  }
}

function explainAnswer(answer: Readonly<Record<string, unknown>>): TraceLine {
  const value = objectOf(answer['value']);
  if (answer['kind'] === 'failed') return { tone: 'problem', text: 'It failed; the log below says why.' };
  if (answer['kind'] === 'refused') return { tone: 'not-sent', text: refusalText(String(answer['reason'])) };
  const status = value['status'];
  if (typeof status !== 'string') return { tone: 'info', text: `Done: ${reportText(value)}.` };
  if (status === 'sent') return { tone: 'sent', text: `Sent: rule ${String(value['rule'])}.` };
  const reason = typeof value['reason'] === 'string' ? value['reason'] : null;
  return { tone: 'waiting', text: `Still ${status}: ${reasonWords(reason)}.` };
}

function refusalText(reason: string): string {
  const texts: Readonly<Record<string, string>> = {
    'not-found': 'Refused: there is no such notification any more.',
    'no-contact': 'Refused: no contact is known to send it to. Fire an event of the order that names one.',
    'no-content': 'Refused: Wix rejected it after it was sent, and what it held is erased.',
    'already-sent': 'Refused: it was sent already, and what it held is erased.',
    erased: 'Refused: it was erased.',
    expired: 'Refused: it is too old to tell.',
    'being-sent': 'Refused: an attempt is under way. It is free again when its half hour is over: advance the clock.',
  };
  return texts[reason] ?? `Refused: ${reason}.`;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isJsonObject(value) ? value : {};
}

function reportText(report: unknown): string {
  if (!isJsonObject(report) || Object.keys(report).length === 0) return 'nothing to report';
  return Object.entries(report)
    .map(([name, count]) => `${name} ${typeof count === 'number' ? count : JSON.stringify(count)}`)
    .join(', ');
}

function countText(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name} ×${count}`).join(', ');
}
