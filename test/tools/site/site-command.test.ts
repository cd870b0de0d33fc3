import { Readable } from 'node:stream';

import { run } from '../../../tools/run.ts';
import { cleanUp, makeSite } from '../../emulator/site-fixture.ts';
import { plant, root, type Plant } from './clean-site.ts';

afterEach(cleanUp);

interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function command(...argv: string[]): Promise<Ran> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await run({
    root,
    argv,
    stdout: { write: (text) => output.push(text) },
    stderr: { write: (text) => errors.push(text) },
    stdin: Readable.from([]),
    env: {},
  });
  return { code, output: output.join(''), errors: errors.join('') };
}

const RULES = 'src/backend/notification-rules.js';
const misspelt: Plant = { [RULES]: ["'order-paid'", "'order-pid'"] };
/** A job of the site that is none of order events. */
const otherJob: Plant = { 'src/backend/jobs.config': ['"wave"', '"waves"'] };

it('ends with 0 and says so when nothing is wrong', async () => {
  const dir = makeSite(plant({}));

  expect(await command('site', 'check', dir)).toEqual({
    code: 0,
    errors: '',
    output:
      '14 files checked, nothing found\nThe rules were read, not run. To run them: node bin/order-events.js site check --run-rules\nBefore you publish: node bin/order-events.js site check --publishing\n',
  });
});

it('ends with 1 and shows where, what, how to fix it, and why', async () => {
  const dir = makeSite(plant(misspelt));

  const { code, output } = await command('site', 'check', dir);

  expect(code).toBe(1);
  expect(output)
    .toBe(`src/backend/notification-rules.js:5  error  Rule "shop-paid" waits for a change 'order-pid', which orders of wix-ecom never have
    did you mean 'order-paid'?
    rule-change-unknown: No change ever has this name, so the rule never sends anything.

14 files checked, 1 error found
The rules were read, not run. To run them: node bin/order-events.js site check --run-rules
Before you publish: node bin/order-events.js site check --publishing
`);
});

it('only counts what order events does not touch', async () => {
  const dir = makeSite(plant(otherJob));

  const { code, output } = await command('site', 'check', dir);
  const json = await command('site', 'check', dir, '--json');

  expect(code).toBe(0);
  expect(output).toBe(`14 files checked, nothing found
In what order events does not touch: 1 error. To see: node bin/order-events.js site check --all
The rules were read, not run. To run them: node bin/order-events.js site check --run-rules
Before you publish: node bin/order-events.js site check --publishing
`);
  expect(JSON.parse(json.output)).toMatchObject({ findings: [], elsewhere: { 'job-function-missing': 1 } });
});

it('shows what order events does not touch with --all, by its kind and with counts', async () => {
  const dir = makeSite(plant({ ...misspelt, ...otherJob }));

  const { code, output } = await command('site', 'check', dir, '--all');

  expect(code).toBe(1);
  expect(output).toContain(`What order events does not touch:

error  job-function-missing  1
    Wix does not run the job, and says nothing.
    src/backend/jobs.config:18  src/backend/greetings.js exports no "waves": did you mean wave?

14 files checked, 2 errors found
`);
});

it('ends with 0 when there are notes only', async () => {
  const dir = makeSite(plant({ 'src/backend/search.web.js': ['Permissions.SiteMember', 'Permissions.Anyone'] }));

  const { code, output } = await command('site', 'check', dir, '--all');

  expect(code).toBe(0);
  expect(output).toContain('14 files checked, 1 note found');
});

it('shows the first few of each code of a long list, and all of them as JSON', async () => {
  const events = plant({})['src/backend/events.js'] ?? '';
  const unknown = Array.from(
    { length: 21 },
    (_, index) => `export function wixEcom_onOrder${'X'.repeat(index + 5)}() {}`,
  );
  const dir = makeSite(plant({ ...misspelt, 'src/backend/events.js': `${events}${unknown.join('\n')}\n` }));

  const { code, output } = await command('site', 'check', dir);
  const json = await command('site', 'check', dir, '--json');

  expect(code).toBe(1);
  expect(output.match(/^\S+:\d+ {2}\w+/gm)?.map((line) => line.replace(/:\d+ /, ''))).toEqual([
    'src/backend/notification-rules.js error',
    'src/backend/events.js note',
    'src/backend/events.js note',
    'src/backend/events.js note',
  ]);
  expect(output).toContain('… and 18 more of undocumented-handler; --json shows all');
  expect((JSON.parse(json.output) as { readonly findings: unknown[] }).findings).toHaveLength(22);
});

it('says why once for each code', async () => {
  const dir = makeSite(plant({ 'src/backend/notification-rules.js': ['SjKs8fK', 'ShopOrderPaid'] }));
  const twice = makeSite(
    plant({
      'src/backend/notification-rules.js': [
        "emailId: { default: 'SjKs8fL', pt: 'SjKs8fM' }",
        "emailId: { default: 'ShopOrderPaid', pt: 'PlanPaid' }",
      ],
    }),
  );

  const once = await command('site', 'check', dir, '--publishing');
  const both = await command('site', 'check', twice, '--publishing');

  expect(once.output.split('placeholder-email-id').length).toBe(2);
  expect(both.output.split('placeholder-email-id').length).toBe(2);
});

it('gives the findings as JSON', async () => {
  const dir = makeSite(plant(misspelt));

  const { code, output } = await command('site', 'check', dir, '--json');

  expect(code).toBe(1);
  expect(JSON.parse(output)).toEqual({
    dir,
    files: 14,
    findings: [
      {
        code: 'rule-change-unknown',
        severity: 'error',
        file: RULES,
        line: 5,
        what: `Rule "shop-paid" waits for a change 'order-pid', which orders of wix-ecom never have`,
        why: 'No change ever has this name, so the rule never sends anything.',
        fix: "did you mean 'order-paid'?",
      },
    ],
    elsewhere: {},
  });
});

it.each([
  ['a folder that is no site', ['site', 'check', '/nowhere']],
  ['an unknown option', ['site', 'check', '--strict']],
  ['an unknown command', ['site', 'publish']],
])('ends with 2 for %s', async (_, argv) => {
  const { code, errors } = await command(...argv);

  expect(code).toBe(2);
  expect(errors).not.toBe('');
});

it('says as JSON that a folder is no site', async () => {
  const { output } = await command('site', 'rehearse', '/nowhere', '--json');

  expect(JSON.parse(output)).toMatchObject({ error: { code: 'no-site' } });
});
