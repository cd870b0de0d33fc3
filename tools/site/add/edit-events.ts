import MagicString from 'magic-string';
import ts from 'typescript';

import { handlerNames } from '../../../src/backend/order-events/handlers/handlers.ts';
import { findUnsupportedExports } from '../../../emulator/site-entries/find-unsupported-exports.ts';
import { listExports } from '../../../emulator/site-entries/list-exports.ts';
import { parseModule } from '../../../emulator/site-entries/parse-module.ts';
import { transpile } from '../../build/transpile.ts';
import { exportFormOf, exportKeywordOf, identifiersOf } from './export-forms.ts';
import { findOwnCalls } from './find-own-calls.ts';
import { BYTE_ORDER_MARK, eolOf } from '../text-style.ts';
import { undoEvents } from '../remove/undo-events.ts';
import { bothHelpers, handlerText, type HandlerNames } from './handler-text.ts';
import { importedName, type OwnSpecifiers } from './own-imports.ts';
import type { Edited, StopReason } from './stop-reason.ts';
import { keptComment } from './taken-over.ts';

/**
 * Adds every handler to an `events.js`, or to the TypeScript that it is compiled from. An existing handler is renamed and called beside
 * ours; everything else stays the same, byte for byte. An export form that Wix does not call, or that cannot be split safely, stops the
 * edit.
 */
export function editEvents(
  file: string,
  text: string,
  specifiers: OwnSpecifiers,
  handlers: readonly string[] = handlerNames,
): Edited {
  const code = file.endsWith('.ts') ? transpile(text, file) : text;
  const connected = findOwnCalls(code);
  const wanted = handlers.filter((handler) => !connected.has(handler));
  if (wanted.length === 0) return { kind: 'edited', text };
  const reasons = reasonsToStop(file, code, wanted);
  if (reasons.length > 0) return { kind: 'stopped', reasons };
  const edited = edit(file, text, wanted, specifiers);
  return connected.size > 0 ? edited : undoable(file, text, edited, specifiers);
}

/** Stops an edit that `site remove` could not revert to exactly this text. */
function undoable(file: string, text: string, edited: Edited, specifiers: OwnSpecifiers): Edited {
  if (edited.kind === 'stopped') return edited;
  const undone = undoEvents(file, edited.text, specifiers);
  if (undone.kind === 'undone' && undone.text === text) return edited;
  const [reason] = undone.kind === 'stopped' ? undone.reasons : [];
  const what = `The edit could not be taken back exactly${reason === undefined ? '' : `: ${reason.what}`}`;
  const fix = 'write each handler as `export function name(event) { … }`';
  return { kind: 'stopped', reasons: [{ file, line: 1, what, fix }] };
}

function reasonsToStop(file: string, code: string, wanted: readonly string[]): StopReason[] {
  const parsed = parseModule(code, 'latest');
  if (parsed.kind === 'unreadable') {
    return [{ file, line: parsed.line, what: `It cannot be read: ${parsed.reason}`, fix: 'fix its syntax first' }];
  }
  const { program } = parsed;
  const ours = listExports(program).filter(({ name }) => wanted.includes(name));
  return findUnsupportedExports(program)
    .filter(({ code: kind, line }) => kind === 'commonjs-export' || ours.some((exported) => exported.line === line))
    .map(({ line, what, fix }) => {
      return { file, line, what, fix: `${fix}; or remove it, since nothing calls it today` };
    });
}

function edit(file: string, text: string, wanted: readonly string[], specifiers: OwnSpecifiers): Edited {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const output = new MagicString(text);
  const identifiers = identifiersOf(source);
  const taken = new Set(identifiers.map(({ node }) => node.text));
  const names: HandlerNames = {
    handle: importedName(source, specifiers.orderEvents, 'handleOrderEvent') ?? free('handleOrderEvent', taken),
    site: importedName(source, specifiers.rules, 'site') ?? free('site', taken),
    callBoth: free('callBoth', taken),
    startCall: free('startCall', taken),
    isTypeScript: file.endsWith('.ts'),
  };
  const reasons: StopReason[] = [];
  const added: string[] = [];
  let isBoth = false;
  for (const handler of wanted) {
    const existing = takeOver(handler);
    isBoth ||= existing !== undefined;
    added.push(handlerText(handler, existing, names));
  }
  if (reasons.length > 0) return { kind: 'stopped', reasons };
  if (isBoth) added.push(bothHelpers(names));
  insertImports(output, source, names, specifiers);
  const eol = eolOf(text);
  const gap = text === '' ? '' : eol;
  output.append(gap + added.join('\n').replaceAll('\n', eol));
  return { kind: 'edited', text: output.toString() };

  /** Frees the handler's name; returns the new name of the existing handler, if there is one. */
  function takeOver(handler: string): string | undefined {
    const form = exportFormOf(source, handler);
    switch (form.kind) {
      case 'none':
        if (taken.has(handler)) stop(source, `"${handler}" is used, and not exported here`);
        return undefined;
      case 'entangled':
        stop(form.node, `"${handler}" is exported together with others`);
        return undefined;
      case 'declared': {
        const keyword = exportKeywordOf(form.statement);
        if (keyword) takeOut(keyword.getStart(source), skipBlanks(text, keyword.end));
        return rename(handler);
      }
      case 'listed': {
        const local = form.specifier.propertyName?.text ?? handler;
        removeSpecifier(form.specifier, form.list);
        return local === handler ? rename(handler) : local;
      }
    }
  }

  function rename(name: string): string {
    const renamed = free(`existing_${name}`, taken);
    for (const { node, isShorthand } of identifiers.filter((one) => one.node.text === name)) {
      // Without this comment, `{ a: a }` would be restored as `{ a }`.
      const kept = isOwnKey(node) ? keptComment(name) : '';
      output.overwrite(node.getStart(source), node.end, isShorthand ? `${name}: ${renamed}` : kept + renamed);
    }
    return renamed;
  }

  function removeSpecifier(specifier: ts.ExportSpecifier, list: ts.ExportDeclaration): void {
    const others = list.exportClause && ts.isNamedExports(list.exportClause) ? list.exportClause.elements : undefined;
    if (others?.length === 1) takeOut(list.getStart(source), list.end);
    else takeOut(specifier.getStart(source), skipBlanks(text, skipComma(text, specifier.end)));
  }

  /** Removes code; everything but `export ` is kept in a comment, so that it can be restored. */
  function takeOut(start: number, end: number): void {
    const removed = text.slice(start, end);
    if (removed === 'export ') output.remove(start, end);
    else output.overwrite(start, end, keptComment(removed));
  }

  function stop(node: ts.Node, what: string): void {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    reasons.push({ file, line, what, fix: 'give it a statement of its own, `export function …`, or another name' });
  }
}

function insertImports(
  output: MagicString,
  source: ts.SourceFile,
  names: HandlerNames,
  specifiers: OwnSpecifiers,
): void {
  const { text } = source;
  const lines = [
    ...importLine(source, 'handleOrderEvent', names.handle, specifiers.orderEvents),
    ...importLine(source, 'site', names.site, specifiers.rules),
  ];
  const last = source.statements.filter((statement) => ts.isImportDeclaration(statement)).at(-1);
  if (last)
    output.appendRight(last.end + lengthOfCommentAt(text, last.end), lines.map((line) => eolOf(text) + line).join(''));
  else {
    const block = lines.map((line) => line + eolOf(text)).join('');
    output.appendLeft(text.startsWith(BYTE_ORDER_MARK) ? 1 : 0, block && text !== '' ? block + eolOf(text) : block);
  }
}

function isOwnKey({ parent, text }: ts.Identifier): boolean {
  return ts.isPropertyAssignment(parent) && ts.isIdentifier(parent.name) && parent.name.text === text;
}

function skipBlanks(text: string, position: number): number {
  return position + (/^[ \t]*/.exec(text.slice(position))?.[0].length ?? 0);
}

function skipComma(text: string, position: number): number {
  return position + (/^\s*,/.exec(text.slice(position))?.[0].length ?? 0);
}

/** Returns the length of a trailing comment: it stays on the line of its statement. */
function lengthOfCommentAt(text: string, position: number): number {
  return /^[ \t]*(\/\/.*?|\/\*[^\n]*?\*\/[ \t]*)(?=\r?\n|$)/.exec(text.slice(position))?.[0].length ?? 0;
}

function importLine(source: ts.SourceFile, name: string, local: string, specifier: string): string[] {
  if (importedName(source, specifier, name) !== undefined) return [];
  return [`import { ${local === name ? name : `${name} as ${local}`} } from '${specifier}';`];
}

function free(name: string, taken: Set<string>): string {
  const candidates = Array.from({ length: taken.size + 1 }, (_, index) => (index === 0 ? name : `${name}${index + 1}`));
  const chosen = candidates.find((candidate) => !taken.has(candidate)) ?? name;
  taken.add(chosen);
  return chosen;
}
