import type { AnyNode, Node, Pattern } from 'acorn';

import { visitNodes } from './visit-nodes.ts';

/** A value by the names that lead to it: `['event', 'data', 'order']`. */
export type ValuePath = readonly string[];

/** A path that code reads, and where. */
export interface PathRead {
  readonly path: ValuePath;
  readonly node: Node;
}

/** A path that is taken out of a value and given a name. */
export interface UnpackedPath extends PathRead {
  readonly name: string;
}

/** The path of `a.b?.c`, with the names that stand for other paths replaced; `undefined` for any other expression. */
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

/** The paths that a pattern takes out of a value, with the name that each is given. */
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

/** Every path that is read below a node, also by unpacking. Adds to `aliases` the constants that stand for a path. */
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
