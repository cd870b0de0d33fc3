import ts from 'typescript';

/** Finds places in the source of the rules, JavaScript or TypeScript; line numbers start at 1. */
export interface RulePlaces {
  /** Returns the line of a rule or of one of its fields; `nth` counts earlier rules with the same id. */
  lineOf(id: unknown, nth: number, field?: string): number;
  /** Returns the line of a variable of a rule. */
  lineOfVariable(id: unknown, name: string): number;
  /** Returns the line where a rule, or a function that it calls, reads a path such as `order.fristName`. */
  lineOfRead(id: unknown, nth: number, path: string): number;
  /** Returns the line of a setting. */
  lineOfSetting(name: string): number;
}

/** Parses the text once; a place that is not in the text, such as a computed rule, is line 1. */
export function locateRules(path: string, text: string): RulePlaces {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const objects: ts.ObjectLiteralExpression[] = [];
  visit(source);

  function visit(node: ts.Node): void {
    if (ts.isObjectLiteralExpression(node)) objects.push(node);
    ts.forEachChild(node, visit);
  }

  function line(node: ts.Node | undefined): number {
    return node === undefined ? 1 : source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  }

  function rule(id: unknown, nth: number): ts.ObjectLiteralExpression | undefined {
    return objects.filter((object) => textOf(propertyOf(object, 'id')) === id)[nth];
  }

  function lineOfField(id: unknown, nth: number, field?: string): number {
    const object = rule(id, nth);
    const property = object && field !== undefined ? propertyOf(object, field) : undefined;
    return line(property ?? object);
  }

  return {
    lineOf: lineOfField,
    lineOfVariable(id, name) {
      const object = rule(id, 0);
      const variables = object && propertyOf(object, 'variables');
      const inside = objects.filter((other) => variables !== undefined && isWithin(other, variables));
      return line(inside.map((other) => propertyOf(other, name)).find(Boolean) ?? variables ?? object);
    },
    lineOfRead(id, nth, path) {
      const object = rule(id, nth);
      const reads = findReads(source, path);
      const own = reads.find((node) => object !== undefined && isWithin(node, object));
      const shared = reads.find((node) => !objects.some((other) => propertyOf(other, 'id') && isWithin(node, other)));
      return line(own ?? shared ?? (object && propertyOf(object, 'variables')) ?? object);
    },
    lineOfSetting(name) {
      const settings = objects.flatMap((object) => propertyOf(object, 'settings') ?? [])[0];
      const inside = objects.filter((other) => settings !== undefined && isWithin(other, settings));
      return line(inside.map((other) => propertyOf(other, name)).find(Boolean) ?? settings);
    },
  };
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined {
  return object.properties.find(
    (property) => property.name !== undefined && 'text' in property.name && property.name.text === name,
  );
}

function textOf(property: ts.ObjectLiteralElementLike | undefined): string | undefined {
  if (property === undefined || !ts.isPropertyAssignment(property)) return undefined;
  return ts.isStringLiteralLike(property.initializer) ? property.initializer.text : undefined;
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}

/** Returns the reads of a path's last field, preferring those whose object has the name of the path's parent. */
function findReads(source: ts.SourceFile, path: string): ts.Node[] {
  const names = path.split('.').filter((name) => name !== '[]');
  const [from, name] = [names.at(-2), names.at(-1)];
  const found: { readonly node: ts.Node; readonly isFrom: boolean }[] = [];
  visit(source);
  return [...found.filter(({ isFrom }) => isFrom), ...found.filter(({ isFrom }) => !isFrom)].map(({ node }) => node);

  function visit(node: ts.Node): void {
    if (ts.isPropertyAccessExpression(node) && node.name.text === name) {
      found.push({ node: node.name, isFrom: lastNameOf(node.expression) === from });
    } else if (ts.isElementAccessExpression(node) && isTextOf(node.argumentExpression, name)) {
      found.push({ node: node.argumentExpression, isFrom: lastNameOf(node.expression) === from });
    } else if (ts.isBindingElement(node) && (node.propertyName ?? node.name).getText(source) === name) {
      found.push({ node, isFrom: false });
    }
    ts.forEachChild(node, visit);
  }
}

function lastNameOf(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : undefined;
}

function isTextOf(node: ts.Expression, text: string | undefined): boolean {
  return ts.isStringLiteralLike(node) && node.text === text;
}
