import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { DocumentedPayload } from '../../tools/workbench/payload/documented-payloads.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import type { JsonObject } from '../../tools/workbench/payload/json.ts';
import { runCli, runJson, temporaryFolder } from './run-cli.ts';

const folder = temporaryFolder();

const documented: readonly (readonly [string, DocumentedPayload])[] = [
  ['wixEvents_onOrderUpdated', 'wixEvents_onOrderUpdated'],
  ['wixEvents_onOrderUpdated', 'wixEvents_onOrderUpdated.rest'],
  ['wixPricingPlans_onOrderUpdated', 'wixPricingPlans_onOrderUpdated'],
  ['wixEcom_onOrderUpdated', 'wixEcom_onOrderUpdated'],
  ['wixEcom_onOrderPaymentStatusUpdated', 'wixEcom_onOrderPaymentStatusUpdated'],
];

const DEEP = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
const plan = documentedPayload('wixPricingPlans_onOrderUpdated');

/** Each with the path of its rejection. */
const broken: readonly (readonly [string, string])[] = [
  ['not json', 'line'],
  ['null', 'line'],
  ['[]', 'line'],
  ['{}', 'handler'],
  ['{"handler":"wixEvents_onOrderUpdated","event":null}', 'event'],
  ['{"handler":"wixEvents_onOrderUpdated","event":[]}', 'event'],
  ['{"handler":"wixEvents_onOrderUpdated","event":{}}', 'orderNumber'],
  ['{"handler":"wixPricingPlans_onOrderUpdated","event":{}}', 'entity'],
  [lineOf('wixEcom_onOrderUpdated', plan), 'entity'],
  [lineOf('wixEvents_onOrderUpdated', { orderNumber: 5 }), 'orderNumber'],
  [lineOf('wixPricingPlans_onOrderUpdated', { entity: { _id: 5 } }), 'entity._id'],
  [lineOf('wixPricingPlans_onOrderUpdated', { entity: { _id: 'x'.repeat(2_000_000) } }), 'entity._id'],
  [`{"handler":"wixEvents_onOrderUpdated","event":${DEEP}}`, '?.?.?'],
  ['{"handler":"wixEvents_onOrderUpdated","event":{"orderNumber":"1","__proto__":{"a":1}}}', '__proto__'],
  ['{"handler":"wixEvent_onOrderUpdated","event":{}}', 'handler'],
];

function lineOf(handler: string, event: JsonObject): string {
  return JSON.stringify({ handler, event });
}

function fileOf(name: string, lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const everything = fileOf(
  'everything.jsonl',
  documented.map(([handler, name]) => lineOf(handler, documentedPayload(name))),
);

describe('event replay', () => {
  it('accepts every documented payload, one line each', async () => {
    const { exitCode, objects } = await runJson(['event', 'replay', everything, '--fresh']);

    expect(exitCode).toBe(0);
    expect(objects.map(({ line, verdict, rejection }) => [line, verdict, rejection])).toEqual([
      [1, 'first-seen', null],
      [2, 'duplicate', null],
      [3, 'first-seen', null],
      [4, 'first-seen', null],
      [5, 'changed', null],
    ]);
    expect(objects.flatMap(({ emails }) => emails)).toMatchObject([{ emailId: 'ShopOrderPaid' }]);
  });

  it('reads the standard input', async () => {
    const stdin = `${lineOf('wixPricingPlans_onOrderUpdated', plan)}\n{}\n`;

    const { exitCode, objects } = await runJson(['event', 'replay', '-', '--fresh'], stdin);

    expect(exitCode).toBe(1);
    expect(objects.map(({ line, verdict }) => [line, verdict])).toEqual([
      [1, 'first-seen'],
      [2, 'rejected'],
    ]);
  });

  it('rejects each broken line with a path, and goes on', async () => {
    const file = fileOf('broken.jsonl', [
      ...broken.map(([line]) => line),
      lineOf('wixPricingPlans_onOrderUpdated', plan),
    ]);

    const { exitCode, objects } = await runJson(['event', 'replay', file, '--fresh']);

    expect(exitCode).toBe(1);
    expect(objects).toHaveLength(broken.length + 1);
    for (const [index, [, path]] of broken.entries()) {
      expect(objects[index]).toMatchObject({ verdict: 'rejected', rejection: { path: expect.stringContaining(path) } });
      expect(objects[index]).not.toHaveProperty('failure');
    }
    expect(objects.at(-1)).toMatchObject({ verdict: 'first-seen', rejection: null });
  });

  it('ends with what it came to, and shows which lines were rejected', async () => {
    const file = fileOf('one-broken.jsonl', [lineOf('wixPricingPlans_onOrderUpdated', plan), 'not json']);

    const { exitCode, stdout } = await runCli(['event', 'replay', file, '--fresh', '--state', join(folder, 'summary')]);

    expect(exitCode).toBe(1);
    expect(stdout).toContain('line 2\n  rejected      line: expected JSON, found 8 characters that are not JSON\n');
    expect(stdout).toMatch(/\n2 events in \d+\.\d s, \d+ a second\n {2}first-seen +1\n {2}rejected +1\n/);
  });

  it('is not thrown off its clock by one event from the future', async () => {
    const future = lineOf('wixEvents_onOrderUpdated', { orderNumber: 'F', timestamp: '9000-01-01T00:00:00.000Z' });
    const payment = documentedPayload('wixEcom_onOrderPaymentStatusUpdated');
    const file = fileOf('future.jsonl', [
      lineOf('wixPricingPlans_onOrderUpdated', plan),
      future,
      lineOf('wixEcom_onOrderPaymentStatusUpdated', payment),
    ]);

    const { objects } = await runJson(['event', 'replay', file, '--fresh']);

    expect(objects[2]?.['emails']).toMatchObject([{ emailId: 'ShopOrderPaid' }]);
  });

  it('delivers in the shuffled order of its seed', async () => {
    const replay = ['event', 'replay', everything, '--fresh', '--shuffle', '--seed', '3'];

    const first = (await runJson(replay)).objects.map(({ line }) => line);
    const second = (await runJson(replay)).objects.map(({ line }) => line);

    expect(first).toEqual(second);
    expect(first).not.toEqual([1, 2, 3, 4, 5]);
    expect([...first].sort()).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('a replay against the last one', () => {
  it('is the same when nothing changed', async () => {
    const state = ['--fresh', '--state', join(folder, 'compared')];
    const first = await runCli(['event', 'replay', everything, ...state]);
    const second = await runCli(['event', 'replay', everything, ...state]);

    expect(first.stdout).toContain('none like this one');
    expect(second.stdout).toMatch(/last replay +5 same\n$/);
    expect(second.exitCode).toBe(0);
  });

  it('has its comparison on every line of --json --compare', async () => {
    const state = ['--fresh', '--state', join(folder, 'compared-in-json')];
    await runCli(['event', 'replay', everything, ...state]);

    const { objects } = await runJson(['event', 'replay', everything, ...state, '--compare']);

    expect(objects.map(({ comparison }) => comparison)).toEqual(
      Array.from({ length: 5 }, () => ({ verdict: 'same', differences: [] })),
    );
  });

  it('is not compared on a state that has seen events', async () => {
    const used = ['--state', join(folder, 'used')];
    await runCli(['event', 'replay', everything, ...used]);

    const { stdout } = await runCli(['event', 'replay', everything, ...used]);

    expect(stdout).toContain('not compared: only replays from an empty state can be');
  });
});
