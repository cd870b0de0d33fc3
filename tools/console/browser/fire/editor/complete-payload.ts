import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { findNodeAtLocation, getLocation, parseTree, type JSONPath } from 'jsonc-parser';

import type { FieldHint } from '../../../contract/answers.ts';
import { insertionOf } from './insertion-of.ts';

/** Maximum depth of offered fields below the cursor, including their parent objects: `buyerInfo.email`. */
const DEPTH_OFFERED = 3;
const VALUES_FIRST = 1;

/** Creates the completion source for keys, paths and values that Wix documents for an event. */
export function completePayload(hints: readonly FieldHint[]): CompletionSource {
  return (context) => {
    const text = context.state.doc.toString();
    const { path, isAtPropertyKey } = getLocation(text, context.pos);
    return isAtPropertyKey ? completeKey(context, text, path.slice(0, -1), hints) : completeValue(context, path, hints);
  };
}

function completeKey(
  context: CompletionContext,
  text: string,
  parent: JSONPath,
  hints: readonly FieldHint[],
): CompletionResult | null {
  const word = context.matchBefore(/"?[\w$.-]*/);
  if (word === null || (word.text === '' && !context.explicit)) return null;
  const above = pathText(parent);
  const present = keysAt(text, parent, context.pos);
  const options = hints.flatMap((hint): Completion[] => {
    const label = below(hint.path, above);
    if (label === undefined || label.endsWith('[]')) return [];
    const keys = label.split('.');
    if (keys.length > DEPTH_OFFERED || present.has(keys[0]?.replace('[]', '') ?? '')) return [];
    const [example] = hint.values;
    const shown = {
      label,
      detail: hint.kind,
      boost: -keys.length,
      ...(example === undefined ? {} : { info: example }),
    };
    return [{ ...shown, apply: (view, _, from, to) => insertField(view, { label, hint, from, to }) }];
  });
  return { from: word.from + (word.text.startsWith('"') ? 1 : 0), options, validFor: /^[\w$.-]*$/ };
}

function completeValue(
  context: CompletionContext,
  path: JSONPath,
  hints: readonly FieldHint[],
): CompletionResult | null {
  const word = context.matchBefore(/"[^"\n]*|[\w.-]*/);
  if (word === null || (word.text === '' && !context.explicit)) return null;
  const hint = hints.find((candidate) => candidate.path === pathText(path));
  if (hint === undefined || hint.values.length === 0) return null;
  const options = hint.values.map((label, index) => ({
    label,
    boost: VALUES_FIRST - index,
    apply: insertValue(label),
  }));
  return { from: word.from, options };
}

/** Returns the existing keys of an object, except the one at the cursor. */
function keysAt(text: string, path: JSONPath, pos: number): ReadonlySet<string> {
  const tree = parseTree(text);
  const object = tree === undefined ? undefined : findNodeAtLocation(tree, path);
  const keys = (object?.children ?? []).flatMap(({ children }) => children?.[0] ?? []);
  const others = keys.filter(({ offset, length }) => pos < offset || pos > offset + length);
  return new Set(others.map(({ value }) => String(value)));
}

/** Returns the path in the format of hints: `[]` for an array item. */
function pathText(path: JSONPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

function below(path: string, above: string): string | undefined {
  if (above === '') return path;
  return path.startsWith(`${above}.`) ? path.slice(above.length + 1) : undefined;
}

interface Place {
  readonly label: string;
  readonly hint: FieldHint;
  readonly from: number;
  readonly to: number;
}

/** Replaces the typed text with the quoted field, and adds a value if none follows. */
function insertField(view: EditorView, { label, hint, from, to }: Place): void {
  const text = view.state.doc.toString();
  const start = text.charAt(from - 1) === '"' ? from - 1 : from;
  const end = text.charAt(to) === '"' ? to + 1 : to;
  const { insert, cursor } = insertionOf(label, hint, text.slice(end));
  view.dispatch({ changes: { from: start, to: end, insert }, selection: { anchor: start + cursor } });
}

/** Replaces the value at the cursor. */
function insertValue(label: string): (view: EditorView, completion: Completion, from: number, to: number) => void {
  return (view, _, from, to) => {
    const rest = view.state.doc.lineAt(to);
    const isText = view.state.sliceDoc(from, from + 1) === '"';
    const left = view.state.sliceDoc(to, rest.to);
    const overwritten = (isText ? /^[^"]*"/ : /^[\w.-]*/).exec(left)?.[0].length ?? 0;
    view.dispatch({
      changes: { from, to: to + overwritten, insert: label },
      selection: { anchor: from + label.length },
    });
  };
}
