import type { Program } from 'acorn';
import { editDistance } from '../../cli/suggest/edit-distance.ts';
import { nearest } from '../../cli/suggest/nearest.ts';
import { documentationOf, documentedHandlers } from '../documented-handlers.ts';
import { createFinding, type Finding } from './finding.ts';
import { listExports } from './list-exports.ts';

/** The exports of `events.js` that no documented backend event of Wix calls, usually a misspelling. */
export function findUndocumentedHandlers(program: Program): Finding[] {
  return listExports(program)
    .filter(({ name }) => name !== '*' && documentationOf(name) === undefined)
    .map(({ name, line }) => {
      const what = `Wix documents no backend event that calls «${name}»`;
      return createFinding('undocumented-handler', line, what, mendFor(name));
    });
}

function mendFor(name: string): string {
  const meant = handlersMeantBy(name);
  if (meant.length > 0) return `did you mean ${meant.join(' or ')}?`;
  return 'take the name from the documentation of the event, or do not export it';
}

/** Wix adds events: only a name that is a slip away from a documented one, or lacks its first part, is surely wrong. */
export function isHandlerMisspelt(name: string): boolean {
  const isSlip = handlersMeantBy(name).some((meant) => editDistance(name, meant) <= 2 || meant.endsWith(`_${name}`));
  return documentationOf(name) === undefined && isSlip;
}

function handlersMeantBy(name: string): string[] {
  const ofSameEvent = documentedHandlers().filter((known) => known.toLowerCase().endsWith(`_${name.toLowerCase()}`));
  if (ofSameEvent.length > 0) return ofSameEvent;
  return [nearest(name, documentedHandlers()) ?? []].flat();
}
