import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { documentedPayload } from '../support/documented-payloads.ts';
import { root, runCli, temporaryFolder } from './run-cli.ts';

const siteRoot = temporaryFolder();
const rulesFile = join(siteRoot, 'src/backend/notification-rules.js');
const recorded = join(siteRoot, 'recorded.jsonl');

beforeAll(() => {
  mkdirSync(join(siteRoot, 'src'));
  for (const name of ['src/backend', 'payloads', 'package.json', 'wix.config.json']) {
    cpSync(join(root, name), join(siteRoot, name), { recursive: true });
  }
  const handler = 'wixEcom_onOrderPaymentStatusUpdated';
  writeFileSync(recorded, JSON.stringify({ handler, event: documentedPayload(handler) }));
});

function changeRules(from: string, to: string): void {
  const text = readFileSync(rulesFile, 'utf8');
  if (!text.includes(from)) throw new Error(`The rules do not hold ${from}`);
  writeFileSync(rulesFile, text.replaceAll(from, to));
}

async function replay(): Promise<{ readonly exitCode: number; readonly stdout: string }> {
  return await runCli(['event', 'replay', recorded, '--fresh'], { siteRoot });
}

it('shows what each change to the rules does to recorded traffic, before it is published', async () => {
  const contact = '24de6f0b-60ce-4faa-9138-2e39f1415615';
  const first = await replay();

  changeRules("emailId: { default: 'ShopOrderPaid' }", "emailId: { default: 'ThankYou' }");
  const renamed = await replay();
  changeRules('firstName: order.firstName,', 'firstName: order.noSuchName,');
  const forgotten = await replay();
  changeRules('order.noSuchName', '5');
  const broken = await replay();
  changeRules('firstName: 5,', 'firstName: order.firstName,');
  const fixed = await replay();

  expect(first.exitCode).toBe(0);
  expect(renamed).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/last replay +1 changed\n$/) });
  expect(renamed.stdout).toContain(`email ThankYou to ${contact}`);
  expect(forgotten).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/last replay +1 regressed\n$/) });
  expect(forgotten.stdout.replace(/\s+/g, ' ')).toContain(
    `regressed email ThankYou to ${contact} variable firstName: Jane → nothing`,
  );
  expect(broken).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/last replay +1 regressed\n$/) });
  expect(broken.stdout.replace(/\s+/g, ' ')).toContain('sent → held: variable-is-not-text: firstName');
  expect(fixed).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/last replay +1 fixed\n$/) });
});
