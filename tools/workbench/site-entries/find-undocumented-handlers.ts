import type { Program } from 'acorn';

import { editDistance } from '../suggest/edit-distance.ts';
import { documentedHandlers, familyOf, isDocumented } from './documented-handlers.ts';
import { createFinding, type Finding, type Severity } from './finding.ts';
import { listExports } from './list-exports.ts';

/** The exports of `events.js` that no documented backend event of Wix calls. */
export function findUndocumentedHandlers(program: Program): Finding[] {
  return listExports(program)
    .filter(({ name }) => name !== '*' && !isDocumented(name))
    .map(({ name, line }) => {
      const what = `Wix documents no backend event that calls "${name}"`;
      const { fix, severity } = judge(name);
      return createFinding('undocumented-handler', line, what, fix, severity);
    });
}

/** Wix adds events, and a file may export what others use: no name is surely wrong. */
function judge(name: string): { readonly fix: string; readonly severity: Severity } {
  const withFamily = documentedHandlers.filter((known) => known.toLowerCase().endsWith(`_${name.toLowerCase()}`));
  if (withFamily.length > 0) return { fix: didYouMean(withFamily.sort()), severity: 'warning' };
  const family = familyOf(name);
  const near = documentedHandlers.filter(
    (known) => (family === undefined || familyOf(known) === family) && isSlip(name, known),
  );
  if (near.length > 0) return { fix: didYouMean(near), severity: 'warning' };
  if (family === undefined) return { fix: 'take the name from the documentation of the event', severity: 'warning' };
  const alike = handlersLike(name);
  const seen = alike.length > 0 ? `: of its kind Wix documents ${alike.join(', ')}` : '';
  return { fix: `keep it if the documentation of the event has this name${seen}`, severity: 'note' };
}

const SLIP_LETTERS = 2;

function isSlip(name: string, known: string): boolean {
  return Math.abs(name.length - known.length) <= SLIP_LETTERS && editDistance(name, known) <= SLIP_LETTERS;
}

function didYouMean(names: readonly string[]): string {
  return `did you mean ${names.join(' or ')}?`;
}

/** Those of the same app and the same thing: for `wixEcom_onOrderPaid` all that begin with `wixEcom_onOrder`. */
function handlersLike(name: string): string[] {
  const [start] = /^[A-Za-z]\w*_on[A-Z][a-z]+/.exec(name) ?? [];
  if (start === undefined) return [];
  return documentedHandlers
    .filter((known) => known.startsWith(start) && /^[A-Z]/.test(known.slice(start.length)))
    .sort();
}
