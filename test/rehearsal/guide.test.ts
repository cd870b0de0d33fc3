import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import type { AnyRule } from '../../src/backend/order-events.ts';
import { site } from '../../src/backend/notification-rules.ts';
import { run } from '../../tools/run.ts';
import defaultEmailIds from '../../tools/site/check/default-email-ids.json';

const root = join(__dirname, '../..');
const guide = readFileSync(join(root, 'docs/going-live.md'), 'utf8');

/** The names that a rule gives its variables, which it gives even for an order without a single field. */
function variablesOf(rule: AnyRule): string[] {
  const format = { date: () => undefined, money: () => undefined };
  const change = { previous: {}, current: {} };
  return Object.keys(rule.variables?.({ order: {}, change, format } as never) ?? {});
}

it('lists each default rule with its email id and its variables', () => {
  const rows = [...guide.matchAll(/^\| `([\w-]+)` \| [^|]+ \| `(\w+)` \| (.+) \|$/gm)].map(
    ([, rule = '', emailId = '', variables = '']) => {
      return [rule, emailId, [...variables.matchAll(/`(\w+)`/g)].map(([, name]) => name)];
    },
  );

  expect(rows).toEqual(
    site.rules.map((rule) => [
      rule.id,
      typeof rule.emailId === 'object' ? rule.emailId.default : rule.emailId,
      variablesOf(rule),
    ]),
  );
});

it('the email ids that the check takes for examples are those of the default rules', () => {
  const ids = site.rules.map(({ emailId }) => (typeof emailId === 'object' ? emailId.default : emailId));

  expect([...defaultEmailIds].sort()).toEqual([...new Set(ids)].sort());
});

it('names commands that there are', async () => {
  const commands = [...guide.matchAll(/node bin\/order-events\.js ((?:[a-z]+ ?)+)/g)].map(([, words = '']) =>
    words.trim(),
  );
  const names = [...new Set(commands.map((words) => words.split(' ').slice(0, 2).join(' ')))];

  expect(names.sort()).toEqual(['site add', 'site check', 'site rehearse', 'site remove', 'site upgrade']);
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
