import type { AnyNode, Node, Pattern } from 'acorn';

import { visitNodes } from './visit-nodes.ts';

/** Path of a value as a list of names: `['event', 'data', 'order']`. */
export type ValuePath = readonly string[];

/** Path that code reads, with its node. */
export interface PathRead {
  readonly path: ValuePath;
  readonly node: Node;
}

/** Path that is destructured from a value into a name. */
export interface UnpackedPath extends PathRead {
  readonly name: string;
}

/** Returns the path of `a.b?.c`, with aliases resolved; `undefined` for any other expression. */
export function pathOf(node: AnyNode | undefined, aliases: ReadonlyMap<string, ValuePath>): ValuePath | undefined {
  switch (node?.type) {
    case 'Identifier':
      return aliases.get(node.name) ?? [node.name];
    case 'ChainExpression':
      return pathOf(node.expression, aliases);
    case 'AwaitExpression':
      return pathOf(node.argument, aliases);
    case 'MemberExpression': {
      const object = pathOf(node.object, aliases);
      const name = keyOf(node.property, node.computed);
      return object && name !== undefined ? [...object, name] : undefined;
    }
    default:
      return undefined;
  }
}

/** Returns the paths that a pattern destructures from a value, each with its new name. */
export function unpackedPaths(pattern: Pattern, from: ValuePath): UnpackedPath[] {
  switch (pattern.type) {
    case 'Identifier':
      return [{ name: pattern.name, path: from, node: pattern }];
    case 'AssignmentPattern':
      return unpackedPaths(pattern.left, from);
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => {
        const key = property.type === 'Property' ? keyOf(property.key, property.computed) : undefined;
        return property.type === 'Property' && key !== undefined ? unpackedPaths(property.value, [...from, key]) : [];
      });
    default:
      return [];
  }
}

/** Returns every path that is read below a node, including by destructuring. Adds constants that stand for a path to `aliases`. */
export function readPaths(body: Node, aliases: Map<string, ValuePath>): PathRead[] {
  const reads: PathRead[] = [];
  visitNodes(body, (node) => {
    if (node.type === 'VariableDeclarator') {
      const from = pathOf(node.init ?? undefined, aliases);
      const unpacked = from === undefined ? [] : unpackedPaths(node.id, from);
      unpacked.forEach(({ name, path }) => aliases.set(name, path));
      if (node.id.type === 'ObjectPattern') reads.push(...unpacked);
    }
    if (node.type !== 'MemberExpression') return;
    const path = pathOf(node, aliases);
    if (path !== undefined) reads.push({ path, node });
  });
  return reads;
}

function keyOf(key: AnyNode, isComputed: boolean): string | undefined {
  if (key.type === 'Literal') return String(key.value);
  return key.type === 'Identifier' && !isComputed ? key.name : undefined;
}
