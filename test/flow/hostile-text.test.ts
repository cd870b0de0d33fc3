import { join } from 'node:path';

import { readDocumentedPayload } from '../../tools/workbench/payload/documented-payloads.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { parseJsonObject, valueAt } from '../../tools/workbench/payload/json.ts';
import { root, runCli, temporaryFolder } from './run-cli.ts';

/** Sets a terminal's title, goes back to the beginning of the line, writes a line of its own, and turns the rest around. */
const HOSTILE =
  'Jane\u001B]0;Paid\u0007\r  email          sent\n  email          sent twice\u009B2J\u202Egnp.exe\u2028';
const SHOWN =
  'Jane\\u001b]0;Paid\\u0007\\u000d  email          sent\\u000a  email          sent twice\\u009b2J\\u202egnp.exe\\u2028';

/** What a terminal obeys, but for line feeds. */
const OBEYED = /(?!\n)[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u;
const ESCAPE = String.fromCharCode(27);
const colors = new RegExp(`${ESCAPE}\\[\\d{1,2}m`, 'g');

const folder = temporaryFolder();

function payload(text: string, status = 'PAID'): string {
  const event = readDocumentedPayload(root, 'wixEcom_onOrderPaymentStatusUpdated');
  return JSON.stringify(
    changed(event, {
      'data.order.number': text,
      'data.order.paymentStatus': status,
      'data.order.billingInfo.contactDetails.firstName': text,
    }),
  );
}

const calls: readonly (readonly [name: string, argv: (state: string) => readonly string[], stdin: string])[] = [
  ['a fired event', fired, payload(HOSTILE)],
  ['a status that is not documented', fired, payload('10003', HOSTILE)],
  ['a rejected event', fired, JSON.stringify({ [HOSTILE]: HOSTILE })],
  ['no JSON at all', fired, HOSTILE],
  ['a replay', () => ['event', 'replay', '-', '--fresh'], `{"handler":${JSON.stringify(HOSTILE)},"payload":{}}\n`],
  ['an unknown command', () => [HOSTILE], ''],
  ['an unknown handler', () => ['event', 'fire', HOSTILE, '--fresh'], ''],
  ['an unknown path', () => ['event', 'fire', 'wixEvents_onOrderUpdated', '--fresh', '--set', `${HOSTILE}=1`], ''],
  ['a file that is not there', () => ['event', 'replay', HOSTILE, '--fresh'], ''],
];

function fired(state: string): readonly string[] {
  return ['event', 'fire', 'wixEcom_onOrderPaymentStatusUpdated', '--payload', '-', '--state', state];
}

it.each(calls)('%s gives a terminal nothing to obey', async (name, argv, stdin) => {
  const state = join(folder, name.replaceAll(' ', '-'));

  const plain = await runCli(argv(state), { stdin });
  const colored = await runCli(argv(`${state}-colored`), { stdin, isTTY: true });
  const json = await runCli([...argv(`${state}-json`), '--json'], { stdin });

  for (const { stdout, stderr } of [plain, colored, json]) {
    const text = `${stdout}${stderr}`;
    expect(text).not.toBe('');
    expect(text.replace(colors, '')).not.toMatch(OBEYED);
    expect(text).not.toMatch(/^ {2}email {10}sent/m);
  }
});

it('shows a text as it is, on one line', async () => {
  const { stderr } = await runCli(['event', 'fire', HOSTILE, '--fresh']);

  expect(stderr).toBe(`There is no handler ${SHOWN}. See node bin/order-events.js event list.\n`);
});

it('prints JSON that holds the text itself', async () => {
  const { stdout } = await runCli(['event', 'fire', HOSTILE, '--fresh', '--json']);

  expect(valueAt(parseJsonObject(stdout), 'error.message')).toContain(HOSTILE);
});
