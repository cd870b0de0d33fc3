import { parseModule } from '../../../emulator/site-entries/parse-module.ts';
import { visitNodes } from '../../../emulator/site-entries/visit-nodes.ts';

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
 * Returns the collections that a site's file names in calls to Wix Data. A rehearsal creates them on the local Wix, because the live site
 * has them.
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
