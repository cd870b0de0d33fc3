import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import ts from 'typescript';

import { site } from '../../src/backend/notification-rules.ts';
import { run } from '../../tools/run.ts';
import defaultEmailIds from '../../tools/site/check/default-email-ids.json';

const root = join(__dirname, '../..');
const guide = readFileSync(join(root, 'docs/going-live.md'), 'utf8');

/** The names that each rule gives its variables, as its text says. */
function variablesInText(): Map<string, string[]> {
  const path = join(root, 'src/backend/notification-rules.ts');
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Map<string, string[]>();
  function visit(node: ts.Node): void {
    const id = ts.isObjectLiteralExpression(node) ? /^\{\s*id: '([^']+)'/.exec(node.getText(source))?.[1] : undefined;
    if (id !== undefined) found.set(id, namesIn(node));
    ts.forEachChild(node, visit);
  }
  function namesIn(rule: ts.Node): string[] {
    const [, variables = ''] = /variables: \([^)]*\) => \(\{([^]*)\}\)/.exec(rule.getText(source)) ?? [];
    return [...variables.matchAll(/(?:^|[,{]|\n)\s*(\w+): (?=order|format|ticket|change|String)/g)].map(
      ([, name = '']) => name,
    );
  }
  visit(source);
  return found;
}

it('lists each default rule with its email id and its variables', () => {
  const rows = [...guide.matchAll(/^\| `([\w-]+)` \| [^|]+ \| `(\w+)` \| (.+) \|$/gm)].map(
    ([, rule = '', emailId = '', variables = '']) => {
      return [rule, emailId, [...variables.matchAll(/`(\w+)`/g)].map(([, name]) => name)];
    },
  );

  const variables = variablesInText();
  expect(rows).toEqual(
    site.rules.map(({ id, emailId }) => [
      id,
      typeof emailId === 'string' ? emailId : emailId.default,
      variables.get(id),
    ]),
  );
});

it('the email ids that the check takes for examples are those of the default rules', () => {
  const ids = site.rules.map(({ emailId }) => (typeof emailId === 'string' ? emailId : emailId.default));

  expect([...defaultEmailIds].sort()).toEqual(ids.sort());
});

it('names commands that there are', async () => {
  const commands = [...guide.matchAll(/npx order-events ((?:[a-z]+ ?)+)/g)].map(([, words = '']) => words.trim());
  const names = [...new Set(commands.map((words) => words.split(' ').slice(0, 2).join(' ')))];

  expect(names.sort()).toEqual(['site add', 'site check', 'site rehearse']);
  for (const name of names) {
    const code = await run({
      root,
      argv: [...name.split(' '), '--help'],
      stdout: { write: () => true },
      stderr: { write: () => true },
      stdin: Readable.from([]),
      env: {},
    });
    expect(code).toBe(0);
  }
});
