import { statSync } from 'node:fs';
import { join } from 'node:path';

import { runCli, temporaryFolder } from './run-cli.ts';

const folder = temporaryFolder();

it('shows the subject and the text part of an email with each payload', async () => {
  const { exitCode, stdout } = await runCli(['email', 'preview', 'shop-order-refunded']);

  expect(exitCode).toBe(0);
  expect(stdout).toContain('Your payment was refunded – order 10046  en, wixEcom_onOrderCanceled/example\n\n');
  expect(stdout).toContain('Order: 10046\nRefunded in all: $83.60\n\nIt can take a few days');
});

it('writes HTML, text and an index', async () => {
  const out = join(folder, 'previews');

  const { exitCode, stdout } = await runCli(['email', 'preview', 'shop-order-paid', '--out', out]);

  expect(exitCode).toBe(0);
  expect(stdout).toBe(`9 emails: ${join(out, 'index.html')}\n`);
  const files = ['index.html', 'shop-order-paid.en.1.html', 'shop-order-paid.fr.3.txt'];
  expect(files.map((file) => statSync(join(out, file)).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
  expect(statSync(out).mode & 0o777).toBe(0o700);
});

it('suggests the rule that was meant', async () => {
  const { exitCode, stderr } = await runCli(['email', 'preview', 'shop-order-payd']);

  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    'There is no rule "shop-order-payd" with an email template. See node bin/order-events.js email preview.\n' +
      'Did you mean shop-order-paid?\n',
  );
});

it('gives everything as JSON', async () => {
  const { exitCode, stdout } = await runCli(['email', 'preview', 'plan-ended', '--json']);

  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ problems: [], index: null, previews: { length: 18 } });
});
