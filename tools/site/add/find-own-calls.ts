import { listImports } from '../../../emulator/site-entries/list-imports.ts';
import { visitNodes } from '../../../emulator/site-entries/visit-nodes.ts';
import { programOf } from '../check/read-site.ts';

/** Returns the handlers that an `events.js` passes to order events; none if it cannot be parsed. */
export function findOwnCalls(text: string): Set<string> {
  const handlers = new Set<string>();
  const program = programOf(text);
  const isThere =
    program && listImports(program).some(({ specifier = '' }) => /\/order-events(-order-events)?\.js$/.test(specifier));
  if (!program || isThere !== true) return handlers;
  visitNodes(program, (node) => {
    const first = node.type === 'CallExpression' ? node.arguments[0] : undefined;
    if (first?.type === 'Literal' && typeof first.value === 'string') handlers.add(first.value);
  });
  return handlers;
}
