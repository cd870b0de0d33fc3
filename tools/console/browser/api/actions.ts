import type { Renewal } from '../../../workbench/payload/renew-events.ts';
import type { ArmedFault, RunRequest, RunSummary } from '../../../workbench/runs/run.ts';
import { ask, type Answer } from './call.ts';
import { goTo } from './route.ts';
import { say, showProblem } from './page-state.ts';
import { addRuns } from './store.ts';

/** An event for a handler. */
export type EventToFire = Pick<Extract<RunRequest, { readonly kind: 'event' }>, 'handler' | 'label' | 'json'>;

/** Fires events; gives their runs, or undefined when they were refused. */
export async function fire(
  events: readonly EventToFire[],
  renewal: Renewal,
): Promise<readonly RunSummary[] | undefined> {
  return runsOf(await ask('fire', { events, renewal }), 'Fired');
}

/** Delivers the event of a run again, or runs its job again, and shows the last run. */
export async function runAgain(id: number, times: number): Promise<void> {
  showLast(runsOf(await ask(`runs/${id}/again`, { times }), 'Delivered again'));
}

/** How a sequence is run. */
export interface SequenceOptions {
  readonly renewal: Renewal;
  readonly isShuffled: boolean;
  readonly copies: number;
  readonly seed: number;
}

/** Runs a sequence at once. */
export async function runSequence(name: string, options: SequenceOptions): Promise<readonly RunSummary[] | undefined> {
  return runsOf(await ask(`sequences/${encodeURIComponent(name)}/run`, options), `Sequence ${name} started`);
}

/** The events of a sequence, to be fired one by one. */
export async function prepareSequence(name: string, renewal: Renewal): Promise<readonly EventToFire[] | undefined> {
  const answer = await ask<EventToFire[]>(`sequences/${encodeURIComponent(name)}/prepare`, { renewal });
  return valueOf(answer);
}

/** Moves the clock on; what is due on the way runs. */
export async function advanceClock(byMs: number): Promise<void> {
  runsOf(await ask('clock', { byMs }), 'The clock moves on');
}

/** Runs a job at once. */
export async function runJob(name: string): Promise<void> {
  showLast(runsOf(await ask(`jobs/${encodeURIComponent(name)}/run`), `Job ${name} started`));
}

/** Arms a fault. */
export async function armFault(fault: Omit<ArmedFault, 'id'>): Promise<void> {
  if (valueOf(await ask('faults', fault)) !== undefined) say('Armed');
}

/** Takes a fault back. */
export async function disarmFault(id: number): Promise<void> {
  if (valueOf(await ask(`faults/${id}`, {}, 'DELETE')) !== undefined) say('Removed');
}

/** Sends a notification again. */
export async function resend(key: string): Promise<void> {
  runsOf(await ask('notifications/resend', { key }), 'Resend requested');
}

/** Tries everything again that could not be handled. */
export async function replayUnhandled(): Promise<void> {
  showLast(runsOf(await ask('unhandled/replay'), 'Tried again'));
}

/** Empties the state. */
export async function startOver(): Promise<void> {
  if (valueOf(await ask('start-over')) !== undefined) say('The state is empty');
}

function runsOf(answer: Answer<unknown>, done: string): readonly RunSummary[] | undefined {
  const value = valueOf(answer as Answer<{ readonly runs: RunSummary[] }>);
  if (value === undefined) return undefined;
  addRuns(value.runs);
  say(value.runs.length > 1 ? `${done}: ${value.runs.length} runs` : done);
  return value.runs;
}

function showLast(runs: readonly RunSummary[] | undefined): void {
  const last = runs?.at(-1);
  if (last !== undefined) goTo(`/events/${last.id}`);
}

function valueOf<T>(answer: Answer<T>): T | undefined {
  showProblem(answer.kind === 'ok' ? null : answer.problem);
  return answer.kind === 'ok' ? answer.value : undefined;
}
