import type { Problem, RunRequest } from '../../workbench/runs/run.ts';
import { handlerNames, isHandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { parseEventText } from '../../workbench/payload/parse-event.ts';
import { renewEvents, type Renewal } from '../../workbench/payload/renew-events.ts';

/** Runs ready to be stored, or the reason why the events were refused. */
export type Prepared =
  | { readonly kind: 'ready'; readonly requests: readonly RunRequest[] }
  | { readonly kind: 'refused'; readonly problem: Problem };

interface AskedEvent {
  readonly handler: string;
  readonly label: string;
  readonly json: string;
}

/** Validates events and adapts them to the clock. An event fired as it is keeps its exact text. */
export function prepareEvents(events: readonly AskedEvent[], renewal: Renewal, now: number): Prepared {
  const values: unknown[] = [];
  for (const { handler, json } of events) {
    if (!isHandlerName(handler)) return { kind: 'refused', problem: unknownHandler(handler) };
    const parsed = parseEventText(json);
    if (parsed.kind === 'refused') return { kind: 'refused', problem: notReadable(json, parsed) };
    values.push(parsed.value);
  }
  if (renewal === 'as-is') return { kind: 'ready', requests: events.map((event) => ({ kind: 'event', ...event })) };
  const renewed = renewEvents(values, renewal, now);
  return {
    kind: 'ready',
    requests: events.map((event, index) => ({ kind: 'event', ...event, json: JSON.stringify(renewed[index]) })),
  };
}

function notReadable(
  text: string,
  { expected, found }: { readonly expected: string; readonly found: string },
): Problem {
  const isJson = expected !== 'JSON';
  const reason = isJson ? `The payload has ${found}: expected ${expected}.` : 'The payload is not JSON.';
  const message = text.trim() === '' ? 'There is no payload.' : reason;
  return { message, next: 'Correct it in the editor, or take a payload from the library.' };
}

function unknownHandler(name: string): Problem {
  const meant = nearest(name, handlerNames);
  const next = meant === undefined ? `Choose one of ${handlerNames.join(', ')}.` : `Did you mean ${meant}?`;
  return { message: `There is no handler ${name}.`, next };
}
