import type { Program } from 'acorn';

import { editDistance } from '../suggest/edit-distance.ts';
import { nearest } from '../suggest/nearest.ts';
import { documentedHandlers, isDocumented } from './documented-handlers.ts';
import { createFinding, type Finding } from './finding.ts';
import { listExports } from './list-exports.ts';

/** The exports of `events.js` that no documented backend event of Wix calls, usually a misspelling. */
export function findUndocumentedHandlers(program: Program): Finding[] {
  return listExports(program)
    .filter(({ name }) => name !== '*' && !isDocumented(name))
    .map(({ name, line }) => {
      const what = `Wix documents no backend event that calls «${name}»`;
      return createFinding('undocumented-handler', line, what, mendFor(name));
    });
}

function mendFor(name: string): string {
  const meant = handlersMeantBy(name);
  if (meant.length > 0) return `did you mean ${meant.join(' or ')}?`;
  const alike = handlersLike(name);
  return alike.length > 0 ? `Wix documents ${alike.join(', ')}` : 'take the name from the documentation of the event';
}

/** Those of the same app and the same thing: for `wixEcom_onOrderPaid` all that begin with `wixEcom_onOrder`. */
function handlersLike(name: string): string[] {
  const [start] = /^[A-Za-z]\w*_on[A-Z][a-z]+/.exec(name) ?? [];
  return start === undefined ? [] : documentedHandlers.filter((known) => known.startsWith(start));
}

/** The share of an event's name that may differ in a slip: `Refunded` for `Created` is another event. */
const SLIP_SHARE = 0.25;

function eventOf(name: string): string {
  return name.slice(name.indexOf('_') + 1);
}

/** Wix adds events: only a name that is a slip away from a documented one, or lacks its first part, is surely wrong. */
export function isHandlerMisspelt(name: string): boolean {
  const isSlip = handlersMeantBy(name).some((meant) => editDistance(name, meant) <= 2 || meant.endsWith(`_${name}`));
  return !isDocumented(name) && isSlip;
}

function handlersMeantBy(name: string): string[] {
  const ofSameEvent = documentedHandlers.filter((known) => known.toLowerCase().endsWith(`_${name.toLowerCase()}`));
  if (ofSameEvent.length > 0) return ofSameEvent;
  const near = nearest(name, documentedHandlers);
  return near !== undefined && editDistance(name, near) <= eventOf(name).length * SLIP_SHARE ? [near] : [];
}
