import { type Node, parse } from 'acorn';
import MagicString from 'magic-string';

/**
 * Statement that counts the passes of a loop, and checks at every 1024th. A check that throws leaves the count as it is, so that the next pass of
 * an outer loop checks again, even if the site catches the error.
 */
const COUNT_PASS = '++__passes < 1024 || (__checkLoop(), __passes = 0);';
const loops: ReadonlySet<string> = new Set([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

/**
 * Makes every loop of a script count its passes in `__passes` and call `__checkLoop`, which throws when the loop does not end. Nothing that
 * is inserted moves code of the script to another line or column.
 */
export function guardLoops(code: string): string {
  if (!/\b(?:for|while|do)\b/.test(code)) return code;
  const text = new MagicString(code);
  for (const { body, header } of findLoops(parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true }))) {
    if (body.type === 'BlockStatement') {
      text.appendLeft(body.start + 1, COUNT_PASS);
    } else {
      const spaceBefore = /\s*$/.exec(code.slice(header, body.start))?.[0].length ?? 0;
      text.appendLeft(body.start - spaceBefore, ` { ${COUNT_PASS}`);
      text.appendRight(body.end, '}');
    }
  }
  return text.toString();
}

interface LoopPlace {
  readonly body: Node;
  /** Start of the loop. */
  readonly header: number;
}

function findLoops(node: Node): LoopPlace[] {
  const found: LoopPlace[] = [];
  const waiting: unknown[] = [node];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) waiting.push(...(value as unknown[]));
    if (!isNode(value)) continue;
    if (loops.has(value.type)) found.push({ body: Reflect.get(value, 'body') as Node, header: value.start });
    waiting.push(
      ...Object.values(value as object).filter((child: unknown) => child !== null && typeof child === 'object'),
    );
  }
  return found;
}

function isNode(value: unknown): value is Node {
  return value !== null && typeof value === 'object' && 'type' in value && typeof value.type === 'string';
}

/** Everything in this file that decides how a script is guarded, as texts. */
export const guardParts: readonly string[] = [COUNT_PASS, ...loops, ...[guardLoops, findLoops, isNode].map(String)];
