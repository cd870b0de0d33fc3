import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createEventTarget, type EventTarget } from '../../../../tools/workbench/local-site/fire-event.ts';
import { openStatePlace } from '../../../../tools/workbench/local-site/state-place.ts';
import { createCoreTarget } from '../../../../tools/workbench/replay/core-target.ts';
import { readLines } from '../../../../tools/workbench/replay/read-lines.ts';
import { replayLines } from '../../../../tools/workbench/replay/replay-file.ts';
import { root, runCli, temporaryFolder } from '../../../flow/run-cli.ts';
import { ticketsEvent } from '../../../timeline/large-events.ts';

const folder = temporaryFolder();
const common = { root, clock: { kind: 'follow' }, latestMs: Date.UTC(2100, 0) } as const;

/** The reports of a file without their counts of Wix calls, which only the local site makes. */
async function reportsOf(file: string, target: EventTarget): Promise<unknown[]> {
  const reports: unknown[] = [];
  for await (const { report } of replayLines(readLines(file), target, undefined)) {
    const { wixCalls: _counted, ...rest } = report;
    reports.push(JSON.parse(JSON.stringify(rest)));
  }
  await target.close();
  return reports;
}

function local(): EventTarget {
  return createEventTarget({ ...common, place: openStatePlace(root, { fresh: true }) });
}

const cases = readdirSync(join(root, 'cases'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => join(root, 'cases', name, 'events.jsonl'));
const files = [
  join(root, 'payloads/recorded.jsonl'),
  ...cases.filter((file) => readdirSync(join(file, '..')).includes('events.jsonl')),
];

describe('a replay by the core', () => {
  it.each(files.map((file) => [file.slice(root.length + 1), file] as const))(
    'gives the verdicts and messages of the local site for %s',
    async (_name, file) => {
      const reports = await reportsOf(file, createCoreTarget(common));

      expect(reports.length).toBeGreaterThan(0);
      expect(reports).toEqual(await reportsOf(file, local()));
    },
  );

  it('gives those for lines that are no events, and for an order that no item can hold', async () => {
    const file = join(folder, 'odd.jsonl');
    const large = [1, 2].map((day) => ticketsEvent(9_000, day)).map(({ handler, raw }) => ({ handler, event: raw }));
    const odd = [{ handler: 'wixEvents_onOrderUpdated', event: null }, { handler: 'no such' }, 5, ...large];
    writeFileSync(file, odd.map((line) => JSON.stringify(line)).join('\n'));

    const reports = await reportsOf(file, createCoreTarget(common));

    expect(reports).toMatchObject([1, 2, 3, 4, 5].map(() => ({ verdict: 'rejected' })));
    expect(reports[3]).toMatchObject({ rejection: { found: 'order-too-large' } });
    expect(reports).toEqual(await reportsOf(file, local()));
  });
});

describe('event replay --core', () => {
  it('is compared with the last replay by the local site', async () => {
    const argv = ['event', 'replay', join(root, 'payloads/recorded.jsonl'), '--state', join(folder, 'kept')];
    await runCli([...argv, '--fresh']);

    const { stdout, exitCode } = await runCli([...argv, '--core']);

    expect(stdout).toMatch(/last replay +\d+ same\n$/);
    expect(exitCode).toBe(0);
  });

  it('refuses faults, which only Wix calls can have', async () => {
    const { stderr, exitCode } = await runCli(['event', 'replay', files[0] ?? '', '--core', '--crash-after', '3']);

    expect(stderr).toContain('--core makes no Wix calls that could fail: without --fail and --crash-after.');
    expect(exitCode).toBe(2);
  });
});
