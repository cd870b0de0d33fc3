import type { Renewal } from '../../../workbench/payload/renew-events.ts';
import type { ArmedFault, RunRequest, RunSummary } from '../../../workbench/runs/run.ts';
import { pathPartOf } from '../../contract/path-part.ts';
import { ask, type Answer } from './call.ts';
import { goTo } from './route.ts';
import { say, showProblem } from './page-state.ts';
import { addRuns } from './store.ts';

/** Event to send to a handler. */
export type EventToFire = Pick<Extract<RunRequest, { readonly kind: 'event' }>, 'handler' | 'label' | 'json'>;

/** Fires events. Returns their runs; `undefined` if they were refused. */
export async function fire(
  events: readonly EventToFire[],
  renewal: Renewal,
): Promise<readonly RunSummary[] | undefined> {
  return runsOf(await ask('fire', { events, renewal }), 'Fired');
}

/** Redelivers the event of a run, or reruns its job, and opens the last run. */
export async function runAgain(id: number, times: number): Promise<void> {
  showLast(runsOf(await ask(`runs/${id}/again`, { times }), 'Delivered again'));
}

/** Options for running a sequence. */
export interface SequenceOptions {
  readonly renewal: Renewal;
  readonly isShuffled: boolean;
  readonly copies: number;
  readonly seed: number;
}

/** Runs all steps of a sequence. */
export async function runSequence(name: string, options: SequenceOptions): Promise<readonly RunSummary[] | undefined> {
  return runsOf(await ask(`sequences/${pathPartOf(name)}/run`, options), `Sequence ${name} started`);
}

/** Returns the events of a sequence, to be fired one by one. */
export async function prepareSequence(name: string, renewal: Renewal): Promise<readonly EventToFire[] | undefined> {
  const answer = await ask<EventToFire[]>(`sequences/${pathPartOf(name)}/prepare`, { renewal });
  return valueOf(answer);
}

/** Advances the clock; everything that falls due in that time runs. */
export async function advanceClock(byMs: number): Promise<void> {
  runsOf(await ask('clock', { byMs }), 'The clock moves on');
}

/** Runs a job immediately. */
export async function runJob(name: string): Promise<void> {
  showLast(runsOf(await ask(`jobs/${pathPartOf(name)}/run`), `Job ${name} started`));
}

/** Arms a fault. */
export async function armFault(fault: Omit<ArmedFault, 'id'>): Promise<void> {
  if (valueOf(await ask('faults', fault)) !== undefined) say('Armed');
}

/** Removes an armed fault. */
export async function disarmFault(id: number): Promise<void> {
  if (valueOf(await ask(`faults/${id}`, {}, 'DELETE')) !== undefined) say('Removed');
}

/** Sends a notification again. */
export async function resend(key: string): Promise<void> {
  runsOf(await ask('notifications/resend', { key }), 'Resend requested');
}

/** Retries all unhandled events. */
export async function replayUnhandled(): Promise<void> {
  showLast(runsOf(await ask('unhandled/replay'), 'Tried again'));
}

/** Clears the state. */
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
