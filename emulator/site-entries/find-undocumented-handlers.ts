import type { Program } from 'acorn';

import { editDistance } from '../suggest/edit-distance.ts';
import { documentedHandlers, familyOf, isDocumented } from './documented-handlers.ts';
import { createFinding, type Finding, type Severity } from './finding.ts';
import { listExports } from './list-exports.ts';

/** Returns a finding for each export of `events.js` that no documented Wix event calls. */
export function findUndocumentedHandlers(program: Program): Finding[] {
  return listExports(program)
    .filter(({ name }) => name !== '*' && !isDocumented(name))
    .map(({ name, line }) => {
      const what = `Wix documents no backend event that calls "${name}"`;
      const { fix, severity } = judge(name);
      return createFinding('undocumented-handler', line, what, fix, severity);
    });
}

/** Returns advice and severity; never an error, because Wix adds events, and a file may export helpers. */
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

/** Returns handlers of the same app and entity: for `wixEcom_onOrderPaid` all that start with `wixEcom_onOrder`. */
function handlersLike(name: string): string[] {
  const [start] = /^[A-Za-z]\w*_on[A-Z][a-z]+/.exec(name) ?? [];
  if (start === undefined) return [];
  return documentedHandlers
    .filter((known) => known.startsWith(start) && /^[A-Z]/.test(known.slice(start.length)))
    .sort();
}
