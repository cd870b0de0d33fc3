import type { CallExpression, Program } from 'acorn';

import { lineOf } from '../../../emulator/site-entries/parse-module.ts';
import { visitNodes } from '../../../emulator/site-entries/visit-nodes.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

const permissions = ['Admin', 'Anyone', 'SiteMember'];

/** Checks the location of web methods, and that each declares who may call it. */
export function checkWebMethods({ sources }: SiteFiles): SiteFinding[] {
  return [...sources].flatMap(([file, text]) => {
    const program = /^src\/backend\/.*\.js$/.test(file) ? programOf(text) : undefined;
    const local = program && localNames(program);
    return program && local ? checkFile(file, program, local) : [];
  });
}

interface LocalNames {
  readonly webMethod: string | undefined;
  readonly permissions: string | undefined;
}

/** Returns `undefined` for a file without imports for web methods. */
function localNames(program: Program): LocalNames | undefined {
  const names = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration' || !isWebModule(statement.source.value)) continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier') {
        names.set(specifier.imported.name, specifier.local.name);
      }
    }
  }
  if (names.size === 0) return undefined;
  return { webMethod: names.get('webMethod'), permissions: names.get('Permissions') };
}

function isWebModule(source: unknown): boolean {
  return source === 'wix-web-module' || source === '@wix/web-methods';
}

function checkFile(file: string, program: Program, local: LocalNames): SiteFinding[] {
  const findings: SiteFinding[] = [];
  visitNodes(program, (node) => {
    const line = lineOf(node);
    if (node.type === 'CallExpression' && isCallOf(node, local.webMethod)) {
      findings.push(...checkCall(file, line, node));
    }
    if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return;
    if (node.object.name !== local.permissions || node.property.type !== 'Identifier' || node.computed) return;
    const { name } = node.property;
    if (permissions.includes(name)) return;
    const fix = `did you mean Permissions.${nearest(name, permissions) ?? 'Admin'}?`;
    findings.push(findingAt({ file, line }, 'unknown-permission', `There is no Permissions.${name}`, fix));
  });
  return findings;
}

function isCallOf({ callee }: CallExpression, name: string | undefined): boolean {
  return callee.type === 'Identifier' && callee.name === name;
}

function checkCall(file: string, line: number, { arguments: [first] }: CallExpression): SiteFinding[] {
  if (!file.endsWith('.web.js')) {
    const name = file.replace(/\.js$/, '.web.js');
    const what = `webMethod() is called in ${file}`;
    return [findingAt({ file, line }, 'web-method-in-wrong-file', what, `move it to a file such as ${name}`)];
  }
  if (first !== undefined && !first.type.includes('Function')) return [];
  const what = 'webMethod() is called without a permission';
  const fix = 'write webMethod(Permissions.Admin, …)';
  return [findingAt({ file, line }, 'web-method-without-permission', what, fix)];
}
