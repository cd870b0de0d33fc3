import type { AnyNode, CallExpression, Program } from 'acorn';

import { addDerivedNames, holdsAny } from '../../../emulator/site-entries/derived-names.ts';
import { unpackedNames } from '../../../emulator/site-entries/list-exports.ts';
import { visitNodes } from '../../../emulator/site-entries/visit-nodes.ts';
import type { SiteFiles } from './read-site.ts';
import { calledName, functionNamed, functionOf, type SiteFunction } from './site-function.ts';

/** Number of nested function calls through which an argument is followed. */
const MAX_DEPTH = 4;

/** Wix functions whose second argument is the recipient. */
const wixEmailCalls: readonly string[] = ['emailContact', 'emailMember', 'emailUser'];
const sendCall = /^send(\w*mail\w*)?$/i;
const recipientKey = /^(to|recipients?|contact(id)?|member(id)?|user(id)?|(to|recipient)?e-?mail(address)?|address)$/i;
const recipientName =
  /^(to|recipients?|contactId|memberId|userId|email|address)$|(Recipients?|ContactId|MemberId|UserId|Email|Address)$/;

/** Returns the calls of `webMethod` in which an argument of the caller decides who gets an email. */
export function findChosenRecipients(site: SiteFiles, file: string, program: Program): CallExpression[] {
  const found: CallExpression[] = [];
  visitNodes(program, (node) => {
    if (node.type !== 'CallExpression' || calledName(node) !== 'webMethod') return;
    const method = functionOf(site, file, node.arguments[1]);
    if (method === undefined) return;
    const given = method.node.params.flatMap(unpackedNames);
    if (reachesRecipient(site, method, new Set(given), MAX_DEPTH)) found.push(node);
  });
  return found;
}

/** `true` if the value of one of the variables is used as a recipient. */
function reachesRecipient(site: SiteFiles, { file, node }: SiteFunction, given: Set<string>, left: number): boolean {
  if (given.size === 0 || left === 0) return false;
  addDerivedNames(node.body, given);
  let isReached = false;
  visitNodes(node.body, (inner) => {
    if (isReached || inner.type !== 'CallExpression') return;
    isReached = isSentTo(inner, given) || isPassedOn(site, file, inner, given, left);
  });
  return isReached;
}

function isPassedOn(site: SiteFiles, file: string, call: CallExpression, given: Set<string>, left: number): boolean {
  if (call.callee.type !== 'Identifier') return false;
  const called = functionNamed(site, file, call.callee.name);
  if (called === undefined) return false;
  const received = called.node.params.filter((_, index) => {
    const argument = call.arguments[index];
    return argument !== undefined && holdsAny(argument, given);
  });
  return reachesRecipient(site, called, new Set(received.flatMap(unpackedNames)), left - 1);
}

function isSentTo(call: CallExpression, given: ReadonlySet<string>): boolean {
  const name = calledName(call) ?? '';
  const [, second] = call.arguments;
  if (wixEmailCalls.includes(name)) return second !== undefined && holdsAny(second, given);
  return sendCall.test(name) && call.arguments.some((argument) => isRecipient(argument, given));
}

function isRecipient(argument: AnyNode, given: ReadonlySet<string>): boolean {
  if (argument.type !== 'ObjectExpression') {
    const name = argument.type === 'MemberExpression' ? argument.property : argument;
    return name.type === 'Identifier' && recipientName.test(name.name) && holdsAny(argument, given);
  }
  return argument.properties.some((property) => {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') return false;
    return recipientKey.test(property.key.name) && holdsAny(property.value, given);
  });
}
