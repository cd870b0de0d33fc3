import MagicString from 'magic-string';
import ts from 'typescript';

import { exportFormOf, identifiersOf } from '../add/export-forms.ts';
import { importedElements, importedName, importsFrom, type OwnSpecifiers } from '../add/own-imports.ts';
import type { StopReason } from '../add/stop-reason.ts';
import { findTakenOver, type TakenOver } from '../add/taken-over.ts';
import { ADDED_MARK } from '../own-header.ts';
import { BYTE_ORDER_MARK, eolOf } from '../text-style.ts';
import { findOwnFunctions, type OwnHandler } from './own-functions.ts';

/** File as it was before `site add`, or the reasons why it cannot be restored; `text` is `undefined` if there was no file. */
export type Undone =
  | { readonly kind: 'undone'; readonly text: string | undefined }
  | { readonly kind: 'stopped'; readonly reasons: readonly StopReason[] };

const ownComment = /^(\/\*\* Wix calls this when |\/\/ Both are called, whatever becomes of the other;)/;

/**
 * Removes order events from an `events.js`, or from the TypeScript that it is compiled from: the exact inverse of `editEvents`. A handler
 * of the site gets its name and export back. Stops at later changes whose effect is unknown.
 */
export function undoEvents(file: string, text: string, specifiers: OwnSpecifiers): Undone {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const names = {
    handle: importedName(source, specifiers.orderEvents, 'handleOrderEvent') ?? '',
    site: importedName(source, specifiers.rules, 'site') ?? '',
    isTypeScript: file.endsWith('.ts'),
  };
  const { handlers, helpers } = findOwnFunctions(source, names);
  const imports = [...importsFrom(source, specifiers.orderEvents), ...importsFrom(source, specifiers.rules)];
  const own = new Set<ts.Node>([...handlers.map(({ node }) => node), ...helpers, ...imports]);
  const kept = findTakenOver(text);
  const taken = handlers.flatMap(({ existing, ...one }) => (existing === undefined ? [] : [{ ...one, existing }]));
  const reasons = [
    ...findOtherUses(source, own, [names.handle, names.site, ...helpers.map(({ name }) => name?.text ?? '')]),
    ...imports
      .filter((one) => importedElements(one).length !== 1)
      .map((node) => ({ node, what: 'It imports more than was added' })),
    ...taken
      .filter((one) => !isRestorable(one, source, kept))
      .map(({ node, existing }) => {
        return { node, what: `It calls "${existing}", and how that was exported before is not known any more` };
      }),
    ...findUncalled(source).map(({ node, name }) => ({ node, what: `"${name}" is called by nothing` })),
  ];
  if (reasons.length > 0) return stopped(reasons.map(({ node, what }) => stop(source, node, what)));
  const output = new MagicString(text);
  for (const one of taken) restore(output, source, one, kept);
  for (const { start, end, text: original } of kept) output.overwrite(start, end, original);
  removeFunctions(output, source, [...handlers.map(({ node }) => node), ...helpers]);
  removeImports(output, text, source, imports);
  const result = withoutHeader(output.toString());
  const lost = taken.filter(({ handler }) => !isExportedIn(file, result ?? '', handler));
  return lost.length === 0
    ? { kind: 'undone', text: result }
    : stopped(lost.map(({ node, handler }) => stop(source, node, `"${handler}" would not be exported afterwards`)));
}

/** Finds functions named `existing_…` in an events file that nothing calls: former handlers of the site. */
export function findUncalled(source: ts.SourceFile): { readonly node: ts.Node; readonly name: string }[] {
  const used = identifiersOf(source);
  return source.statements.flatMap((statement) => {
    const node = ts.isFunctionDeclaration(statement)
      ? statement.name
      : ts.isVariableStatement(statement)
        ? statement.declarationList.declarations[0]?.name
        : undefined;
    if (!node || !ts.isIdentifier(node) || !/^existing_wix\w+_on\w+$/.test(node.text)) return [];
    const isUsed = used.some((other) => other.node.text === node.text && !isWithin(other.node, statement));
    return isUsed ? [] : [{ node, name: node.text }];
  });
}

interface Fault {
  readonly node: ts.Node;
  readonly what: string;
}

function findOtherUses(source: ts.SourceFile, own: ReadonlySet<ts.Node>, names: readonly string[]): Fault[] {
  const used = identifiersOf(source).filter(({ node }) => node.text !== '' && names.includes(node.text));
  return source.statements
    .filter((statement) => !own.has(statement))
    .flatMap((statement) => used.find(({ node }) => isWithin(node, statement)) ?? [])
    .map(({ node }) => ({ node, what: `It uses "${node.text}" in a way that was not added` }));
}

type TakenHandler = OwnHandler & { readonly existing: string };

function isRestorable({ handler, existing }: TakenHandler, source: ts.SourceFile, kept: readonly TakenOver[]): boolean {
  if (declarationOf(source, existing) === undefined) return false;
  return isRenamed(handler, existing) || isListed(kept, handler, source.text);
}

function isExportedIn(file: string, text: string, handler: string): boolean {
  const { kind } = exportFormOf(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), handler);
  return kind === 'declared' || kind === 'listed';
}

function isRenamed(handler: string, existing: string): boolean {
  return existing.startsWith(`existing_${handler}`);
}

/** `true` if one of the comments keeps the handler's place in an export list. */
function isListed(kept: readonly TakenOver[], handler: string, code: string): boolean {
  return kept.some(({ text, end }) => text.includes(handler) && !code.startsWith('existing_', end));
}

function declarationOf(source: ts.SourceFile, name: string): ts.Statement | undefined {
  return source.statements.find((statement) => {
    if (ts.isFunctionDeclaration(statement)) return statement.name?.text === name;
    if (!ts.isVariableStatement(statement)) return false;
    return statement.declarationList.declarations.some((one) => ts.isIdentifier(one.name) && one.name.text === name);
  });
}

/** Restores a handler's name, and its export unless a kept comment holds it. */
function restore(
  output: MagicString,
  source: ts.SourceFile,
  { handler, existing }: TakenHandler,
  kept: readonly TakenOver[],
): void {
  if (!isRenamed(handler, existing)) return;
  for (const { node } of identifiersOf(source).filter((one) => one.node.text === existing)) {
    const start = node.getStart(source);
    const { parent } = node;
    if (kept.some(({ end, text }) => end === start && text === handler)) output.remove(start, node.end);
    else if (
      ts.isPropertyAssignment(parent) &&
      parent.initializer === node &&
      parent.name.getText(source) === handler
    ) {
      output.overwrite(parent.getStart(source), node.end, handler);
    } else output.overwrite(start, node.end, handler);
  }
  const declaration = declarationOf(source, existing)?.getStart(source) ?? 0;
  const isKept = isListed(kept, handler, source.text) || kept.some(({ end }) => end === declaration);
  if (!isKept) output.prependRight(declaration, 'export ');
}

function removeFunctions(output: MagicString, source: ts.SourceFile, nodes: readonly ts.Node[]): void {
  const { text } = source;
  const ranges = nodes
    .map((node) => ({ start: startOf(node, source), end: node.end }))
    .sort((a, b) => a.start - b.start);
  const blocks: { readonly start: number; end: number }[] = [];
  for (const range of ranges) {
    const last = blocks.at(-1);
    if (last !== undefined && text.slice(last.end, range.start).trim() === '') last.end = range.end;
    else blocks.push({ ...range });
  }
  for (const { start, end } of blocks) {
    const after = end + lengthOfEol(text.slice(end));
    const before = start - (/\r?\n$/.exec(text.slice(0, start))?.[0].length ?? 0);
    // An added blank line is removed; a blank line that separates other code stays.
    const isAlone = after === text.length || /(^|\n)\r?$/.test(text.slice(0, before));
    output.remove(isAlone ? before : start, after);
  }
}

/** Returns the start of a function, including the comments that were added before it. */
function startOf(node: ts.Node, { text }: ts.SourceFile): number {
  const comments = ts.getLeadingCommentRanges(text, node.pos) ?? [];
  const isOurs = ({ pos, end }: ts.CommentRange): boolean => ownComment.test(text.slice(pos, end));
  const lastOther = comments.map(isOurs).lastIndexOf(false);
  return comments[lastOther + 1]?.pos ?? node.getStart();
}

function removeImports(output: MagicString, text: string, source: ts.SourceFile, imports: readonly ts.Node[]): void {
  const first = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  let atStart = first;
  for (const node of [...imports].sort((left, right) => left.pos - right.pos)) {
    const start = node.getStart(source);
    if (start === atStart) {
      atStart = node.end + lengthOfEol(text.slice(node.end));
      output.remove(start, atStart);
    } else output.remove(start - (/\r?\n$/.exec(text.slice(0, start))?.[0].length ?? 0), node.end);
  }
  if (atStart > first) output.remove(atStart, atStart + lengthOfEol(text.slice(atStart)));
}

function lengthOfEol(text: string): number {
  return /^\r?\n/.exec(text)?.[0].length ?? 0;
}

/** Removes the header of a file that `site add` created; returns `undefined` if nothing else is left. */
function withoutHeader(text: string): string | undefined {
  if (!text.startsWith(ADDED_MARK)) return text;
  const rest = text.slice(text.indexOf(eolOf(text)) + 1).trimStart();
  return text.includes('\n') && rest !== '' ? rest : undefined;
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}

function stop(source: ts.SourceFile, node: ts.Node, what: string): StopReason {
  const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const fix = 'take it out by hand, or write it as `site add` did; then run this again';
  return { file: source.fileName, line, what, fix };
}

function stopped(reasons: readonly StopReason[]): Undone {
  return { kind: 'stopped', reasons };
}
