import ts from 'typescript';

import { handlerNames } from '../../../src/backend/order-events/handlers/handlers.ts';
import { exportKeywordOf } from '../add/export-forms.ts';
import { bothHelpers, handlerText, type HandlerNames } from '../add/handler-text.ts';

/** Handler that `site add` wrote, unchanged; `existing` is the site's own function that it also calls. */
export interface OwnHandler {
  readonly node: ts.FunctionDeclaration;
  readonly handler: string;
  readonly existing: string | undefined;
}

/** Functions that `site add` appended to an events file. */
export interface OwnFunctions {
  readonly handlers: readonly OwnHandler[];
  /** Helper functions through which two handlers are called. */
  readonly helpers: readonly ts.FunctionDeclaration[];
}

/** Finds the functions that match what `site add` writes, whatever their formatting. */
export function findOwnFunctions(
  source: ts.SourceFile,
  names: Pick<HandlerNames, 'handle' | 'site' | 'isTypeScript'>,
): OwnFunctions {
  const functions = source.statements.filter((statement) => ts.isFunctionDeclaration(statement));
  const pairs = functions.flatMap((first) => helperPair(first, functions, names) ?? []);
  const handlers = functions.flatMap((node): OwnHandler[] => {
    const handler = node.name?.text ?? '';
    if (!handlerNames.some((name) => name === handler) || exportKeywordOf(node) === undefined) return [];
    const { callBoth, existing } = calledIn(node);
    if (isWritten([node], handlerText(handler, undefined, { ...names, callBoth: '', startCall: '' }))) {
      return [{ node, handler, existing: undefined }];
    }
    const isPair = pairs.some(({ name }) => name?.text === callBoth);
    if (existing === undefined || !isPair) return [];
    if (!isWritten([node], handlerText(handler, existing, { ...names, callBoth, startCall: '' }))) return [];
    return [{ node, handler, existing }];
  });
  return { handlers, helpers: pairs };
}

/** Reads the names in `return callBoth(() => …, () => existing(event))`. */
function calledIn({ body }: ts.FunctionDeclaration): { readonly callBoth: string; readonly existing?: string } {
  const [statement] = body?.statements ?? [];
  const call = statement && ts.isReturnStatement(statement) ? statement.expression : undefined;
  if (!call || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return { callBoth: '' };
  const second = call.arguments[1];
  const own = second && ts.isArrowFunction(second) && ts.isCallExpression(second.body) ? second.body.expression : call;
  return { callBoth: call.expression.text, ...(ts.isIdentifier(own) ? { existing: own.text } : {}) };
}

/** Returns the two helpers if the first is the one that calls both handlers. */
function helperPair(
  first: ts.FunctionDeclaration,
  functions: readonly ts.FunctionDeclaration[],
  names: Pick<HandlerNames, 'handle' | 'site' | 'isTypeScript'>,
): ts.FunctionDeclaration[] | undefined {
  const callBoth = first.name?.text ?? '';
  if (!callBoth.startsWith('callBoth')) return undefined;
  const second = functions.find(({ name }) => name?.text.startsWith('startCall') === true && isPair(name.text));
  return second && [first, second];

  function isPair(startCall: string): boolean {
    const node = functions.find(({ name }) => name?.text === startCall);
    return node !== undefined && isWritten([first, node], bothHelpers({ ...names, callBoth, startCall }));
  }
}

function isWritten(nodes: readonly ts.Node[], text: string): boolean {
  const { statements } = ts.createSourceFile('expected.ts', text, ts.ScriptTarget.Latest, true);
  return nodes.length === statements.length && nodes.every((node, index) => isSameTree(node, statements[index]));
}

/** `true` if two pieces of code are the same apart from quotes, whitespace and semicolons. */
function isSameTree(left: ts.Node, right: ts.Node | undefined): boolean {
  if (left.kind !== right?.kind) return false;
  if ((ts.isIdentifier(left) || ts.isLiteralExpression(left)) && textOf(left) !== textOf(right)) return false;
  const [ours, theirs] = [left, right].map(childrenOf);
  return ours?.length === theirs?.length && (ours ?? []).every((child, index) => isSameTree(child, theirs?.[index]));
}

function textOf(node: ts.Node): string | undefined {
  return ts.isIdentifier(node) || ts.isLiteralExpression(node) ? node.text : undefined;
}

function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}
