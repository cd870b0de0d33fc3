import type { Problem, RunRequest } from '../../workbench/runs/run.ts';
import { handlerNames, isHandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
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
    const value = parse(json);
    if (value === undefined) return { kind: 'refused', problem: notJson(json) };
    values.push(value.json);
  }
  if (renewal === 'as-is') return { kind: 'ready', requests: events.map((event) => ({ kind: 'event', ...event })) };
  const renewed = renewEvents(values, renewal, now);
  return {
    kind: 'ready',
    requests: events.map((event, index) => ({ kind: 'event', ...event, json: JSON.stringify(renewed[index]) })),
  };
}

function parse(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function notJson(text: string): Problem {
  const message = text.trim() === '' ? 'There is no payload.' : 'The payload is not JSON.';
  return { message, next: 'Correct it in the editor, or take a payload from the library.' };
}

function unknownHandler(name: string): Problem {
  const meant = nearest(name, handlerNames);
  const next = meant === undefined ? `Choose one of ${handlerNames.join(', ')}.` : `Did you mean ${meant}?`;
  return { message: `There is no handler ${name}.`, next };
}
