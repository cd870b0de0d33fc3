import MagicString from 'magic-string';
import ts from 'typescript';

import { products, type Product } from '../../../src/backend/order-events/products/product.ts';
import { productParts } from './chosen-products.ts';
import { identifiersOf } from './export-forms.ts';

const IS_ON = `/**
 * A rule is off until it has the id of an email: nothing is sent for it, and nothing recorded.
 * @param {{ emailId?: any }} rule
 */
function isOn({ emailId }) {
  return emailId !== '' && emailId?.default !== '';
}
`;

/** Returns the rules of the package for the chosen products, each off until the owner sets its email id. */
export function rulesTextOf(rules: string, chosen: readonly Product[]): string {
  const off = rules
    .replaceAll(
      /emailId: \{ default: '(\w+)' \},/g,
      'emailId: { default: \'\' }, // The id of your email "$1" goes here.',
    )
    .replace(/^\/\*\*\s+\* The rules of this site/m, `${IS_ON}\n$&`);
  const source = sourceOf(off);
  const output = new MagicString(off);
  const lists = source.statements.flatMap((statement) => {
    const name = nameOf(statement);
    const [, product] = /^ {4}product: '([\w-]+)',$/m.exec(statement.getText(source)) ?? [];
    return name === undefined || product === undefined ? [] : [{ statement, name, product }];
  });
  const isChosen = (product: string): boolean => chosen.some((one) => one === product);
  for (const { statement } of lists.filter(({ product }) => !isChosen(product))) {
    output.remove(statement.getFullStart(), statement.end);
  }
  const kept = lists.filter(({ product }) => isChosen(product)).map(({ name }) => `...${name}`);
  const text = output.toString().replace(/^( +rules: )\[.*\],$/m, `$1[${kept.join(', ')}].filter(isOn),`);
  return withoutUnused(text).replace(/^\n+/, '\n');
}

/** Returns the reconcile job with the methods of the chosen products only. */
export function reconcileTextOf(job: string, chosen: readonly Product[]): string {
  return products
    .filter((product) => !chosen.includes(product))
    .map((product) => productParts[product])
    .reduce(
      (text, { npmPackage, reconcileMethod }) =>
        text
          .replace(new RegExp(`^import .* from '${npmPackage}';\\n`, 'm'), '')
          .replace(new RegExp(`^ +${reconcileMethod}: .*\\n`, 'm'), ''),
      job,
    );
}

/** Removes functions and constants that only removed rules used. */
function withoutUnused(text: string): string {
  const source = sourceOf(text);
  const names = identifiersOf(source).map(({ node }) => node.text);
  const unused = source.statements.find((statement) => {
    const name = nameOf(statement);
    return name !== undefined && names.filter((other) => other === name).length === 1;
  });
  if (unused === undefined) return text;
  return withoutUnused(text.slice(0, unused.getFullStart()) + text.slice(unused.end));
}

/** Returns the name of a function or constant that is not exported. */
function nameOf(statement: ts.Statement): string | undefined {
  if (ts.isFunctionDeclaration(statement)) return statement.modifiers ? undefined : statement.name?.text;
  if (!ts.isVariableStatement(statement) || statement.modifiers) return undefined;
  const [declaration] = statement.declarationList.declarations;
  return declaration && ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
}

function sourceOf(text: string): ts.SourceFile {
  return ts.createSourceFile('rules.js', text, ts.ScriptTarget.Latest, true);
}
