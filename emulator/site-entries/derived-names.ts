import type { AnyNode, Node } from 'acorn';

import { unpackedNames } from './list-exports.ts';
import { visitNodes } from './visit-nodes.ts';

/** Adds the names whose values derive from the given ones, repeatedly until none is left. */
export function addDerivedNames(body: Node, given: Set<string>): void {
  let known: number;
  do {
    known = given.size;
    visitNodes(body, (node) => {
      derivedNames(node, given).forEach((name) => given.add(name));
    });
  } while (given.size > known);
}

function derivedNames(node: AnyNode, given: ReadonlySet<string>): string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return node.init && holdsAny(node.init, given) ? unpackedNames(node.id) : [];
    case 'AssignmentExpression':
      return holdsAny(node.right, given) ? unpackedNames(node.left) : [];
    case 'ForOfStatement':
      if (node.left.type !== 'VariableDeclaration' || !holdsAny(node.right, given)) return [];
      return node.left.declarations.flatMap(({ id }) => unpackedNames(id));
    case 'CallExpression':
      // A callback gets the items of a list, or the value of a promise.
      if (node.callee.type !== 'MemberExpression' || !holdsAny(node.callee.object, given)) return [];
      return node.arguments.flatMap((argument) =>
        argument.type === 'ArrowFunctionExpression' || argument.type === 'FunctionExpression'
          ? argument.params.flatMap(unpackedNames)
          : [],
      );
    default:
      return [];
  }
}

/** `true` if an expression's value derives from one of the names. A name used only to choose between fixed values does not count. */
export function holdsAny(node: AnyNode, given: ReadonlySet<string>): boolean {
  switch (node.type) {
    case 'Identifier':
      return given.has(node.name);
    case 'MemberExpression':
      return holdsAny(node.object, given);
    case 'ConditionalExpression':
      return holdsAny(node.consequent, given) || holdsAny(node.alternate, given);
    case 'Property':
      return holdsAny(node.value, given);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'BinaryExpression':
    case 'UnaryExpression':
      return node.type === 'BinaryExpression' && node.operator === '+' && childrenHold(node, given);
    default:
      return childrenHold(node, given);
  }
}

function childrenHold(node: AnyNode, given: ReadonlySet<string>): boolean {
  return (Object.values(node) as unknown[])
    .flat()
    .some(
      (child) => typeof child === 'object' && child !== null && 'type' in child && holdsAny(child as AnyNode, given),
    );
}
