import type { Program } from 'acorn';

import { createFinding, type Finding } from './finding.ts';
import { listExports } from './list-exports.ts';
import type { Binding } from './list-exports.ts';
import { lineOf } from './parse-module.ts';
import { visitNodes } from './visit-nodes.ts';

/**
 * Returns the faults of a `*.web.js`: exports without `webMethod(…)`, which the browser cannot call, and any use of `Permissions.Anyone`,
 * which would expose emails and orders to every visitor.
 * https://dev.wix.com/docs/velo/apis/wix-web-module/web-method
 */
export function findWebModuleFaults(program: Program): Finding[] {
  const exported = listExports(program)
    .filter(({ binding }) => !isWebMethod(binding))
    .map(({ name, line }) =>
      createFinding(
        'not-a-web-method',
        line,
        `"${name}" is no web method`,
        `write \`export const ${name} = webMethod(…)\``,
      ),
    );
  return [...exported, ...findOpenWebMethods(program)];
}

function isWebMethod(binding: Binding | undefined): boolean {
  const value = binding?.kind === 'value' ? binding.value : undefined;
  return value?.type === 'CallExpression' && value.callee.type === 'Identifier' && value.callee.name === 'webMethod';
}

function findOpenWebMethods(program: Program): Finding[] {
  const findings: Finding[] = [];
  visitNodes(program, (node) => {
    const isNamed = node.type === 'Identifier' && node.name === 'Anyone';
    if (isNamed || (node.type === 'Literal' && node.value === 'Anyone')) {
      const what = 'Permissions.Anyone lets every visitor call it';
      const fix = 'use Permissions.Admin or Permissions.SiteMember';
      findings.push(createFinding('open-web-method', lineOf(node), what, fix));
    }
  });
  return findings;
}
