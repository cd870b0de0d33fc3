import type { Renewal } from '../../../workbench/payload/renew-events.ts';
import type { EventToFire } from '../../../console/browser/api/actions.ts';
import { ask } from '../../../console/browser/api/call.ts';
import { say, showProblem } from '../../../console/browser/api/page-state.ts';
import { goTo } from '../../../console/browser/api/route.ts';

/** Signs and sends events. Returns the route of the last one; `undefined` if they were refused. */
export async function fire(events: readonly EventToFire[], renewal: Renewal): Promise<string | undefined> {
  return await pathOf('fire', { events, renewal }, events.length > 1 ? `Sent ${events.length} webhooks` : 'Sent');
}

/** Sends a webhook again, as Wix may do with any webhook. */
export async function sendAgain(number: number): Promise<void> {
  show(await pathOf(`webhooks/${number}/again`, {}, 'Sent again'));
}

/** Makes the server retry a dead event. */
export async function tryAgain(number: number): Promise<void> {
  await pathOf(`webhooks/${number}/retry`, {}, 'It is tried again');
}

/** Tells the server that a site installed or removed the app. */
export async function tellInstallation(instanceId: string, isRemoved: boolean): Promise<void> {
  const path = await pathOf('installations', { instanceId, isRemoved }, isRemoved ? 'App removed' : 'App installed');
  show(path);
}

async function pathOf(path: string, body: unknown, done: string): Promise<string | undefined> {
  const answer = await ask<{ readonly number?: number }>(path, body);
  if (answer.kind === 'problem') {
    showProblem(answer.problem);
    return undefined;
  }
  const { number } = answer.value;
  showProblem(number === undefined ? noAnswer : null);
  if (number === undefined) return undefined;
  say(done);
  return `/webhooks/${number}`;
}

const noAnswer = { message: 'The webhook server did not answer.', next: 'Start it again: npm start -- --host server' };

function show(path: string | undefined): void {
  if (path !== undefined) goTo(path);
}
