import type { AnyNode, CallExpression, Program } from 'acorn';

import { lineOf } from '../../../emulator/site-entries/parse-module.ts';
import { pathOf, readPaths, type ValuePath } from '../../../emulator/site-entries/value-paths.ts';
import { visitNodes } from '../../../emulator/site-entries/visit-nodes.ts';
import { isOwn } from '../own-files.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';
import { calledName } from './site-function.ts';

/** Kind of id that each Wix function takes. https://dev.wix.com/docs/velo/apis/wix-crm-backend/triggered-emails/email-contact */
const recipients: Readonly<Record<string, string>> = { emailContact: 'contact', emailMember: 'member' };

/** Finds triggered emails that are requested with an email address, or with variables that are not strings. */
export function checkEmailCalls({ sources }: SiteFiles): SiteFinding[] {
  return [...sources].flatMap(([file, text]) => {
    if (!/^src\/.*\.(js|jsw)$/.test(file) || !/email(Contact|Member)/.test(text) || isOwn(text)) return [];
    const program = programOf(text);
    return program === undefined ? [] : checkFile(file, program);
  });
}

function checkFile(file: string, program: Program): SiteFinding[] {
  const findings: SiteFinding[] = [];
  for (const statement of program.body) {
    const aliases = new Map<string, ValuePath>();
    readPaths(statement, aliases);
    visitNodes(statement, (node) => {
      const whose = node.type === 'CallExpression' ? recipients[calledName(node) ?? ''] : undefined;
      if (node.type === 'CallExpression' && whose !== undefined)
        findings.push(...checkCall(file, node, whose, aliases));
    });
  }
  return findings;
}

/** Returns at most one finding for a call, because Wix rejects it once. */
function checkCall(
  file: string,
  call: CallExpression,
  whose: string,
  aliases: ReadonlyMap<string, ValuePath>,
): SiteFinding[] {
  const [, recipient, options] = call.arguments;
  const faults = [
    ...(isAddress(recipient, aliases)
      ? [{ what: `gets an email address for the ${whose}`, fix: `give it the id of a ${whose}` }]
      : []),
    ...variablesOf(options).flatMap(([name, value]) => {
      const type = typeOf(value);
      return type === undefined ? [] : [{ what: `gets "${name}" as ${type}`, fix: `write "${name}" as text` }];
    }),
  ];
  if (faults.length === 0) return [];
  const what = `${calledName(call) ?? ''} ${faults.map((fault) => fault.what).join(', and ')}`;
  const fix = faults.map((fault) => fault.fix).join('; ');
  return [findingAt({ file, line: lineOf(call) }, 'email-call-refused', what, fix)];
}

function isAddress(node: AnyNode | undefined, aliases: ReadonlyMap<string, ValuePath>): boolean {
  if (node?.type === 'Literal') return typeof node.value === 'string' && node.value.includes('@');
  const name = pathOf(node, aliases)?.at(-1) ?? '';
  // Does not match `contactIdByEmail`, which names an id.
  return /e-?mail(address)?$/i.test(name) && !/Id(?=[A-Z]|$)/.test(name);
}

function variablesOf(options: AnyNode | undefined): [name: string, value: AnyNode][] {
  const variables = propertiesOf(options).find(([name]) => name === 'variables');
  return propertiesOf(variables?.[1]);
}

function propertiesOf(node: AnyNode | undefined): [name: string, value: AnyNode][] {
  if (node?.type !== 'ObjectExpression') return [];
  return node.properties.flatMap((property): [string, AnyNode][] => {
    if (property.type !== 'Property' || property.computed) return [];
    if (property.key.type === 'Identifier') return [[property.key.name, property.value]];
    return property.key.type === 'Literal' ? [[String(property.key.value), property.value]] : [];
  });
}

/** Returns the type of a literal that is not a string. */
function typeOf(value: AnyNode): string | undefined {
  if (value.type === 'ArrayExpression') return 'a list';
  if (value.type === 'ObjectExpression') return 'an object';
  const type = value.type === 'Literal' ? typeof value.value : 'string';
  return type === 'number' || type === 'boolean' ? `a ${type}` : undefined;
}
