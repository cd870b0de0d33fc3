import { parseModule } from '../site-entries/parse-module.ts';
import { visitNodes } from '../site-entries/visit-nodes.ts';

const dataFunctions = new Set([
  'query',
  'get',
  'insert',
  'update',
  'save',
  'remove',
  'bulkGet',
  'bulkInsert',
  'bulkUpdate',
  'bulkSave',
  'bulkRemove',
  'truncate',
  'aggregate',
  'queryReferenced',
  'insertReference',
  'removeReference',
]);

/**
 * The collections that a file of a site names in calls of Wix Data. They are made on the local Wix before a rehearsal,
 * for on the live site they are there.
 */
export function namedCollections(text: string): string[] {
  const parsed = parseModule(text, 'latest');
  const names = new Set<string>();
  if (parsed.kind === 'unreadable') return [];
  visitNodes(parsed.program, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
    const { property } = node.callee;
    const [first] = node.arguments;
    if (property.type !== 'Identifier' || !dataFunctions.has(property.name) || first?.type !== 'Literal') return;
    if (typeof first.value === 'string' && first.value !== '') names.add(first.value);
  });
  return [...names];
}
