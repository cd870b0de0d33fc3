import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openKeptResults } from '../../../../tools/workbench/replay/kept-results.ts';

let folder: string;

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'kept-results-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function keep(identity: string): Promise<void> {
  const kept = openKeptResults(folder, [identity]);
  kept.keep({ verdict: identity });
  kept.commit();
  await kept.close();
}

async function read(identity: string): Promise<unknown> {
  const kept = openKeptResults(folder, [identity]);
  const facts = await kept.next();
  await kept.close();
  return facts;
}

it('gives back what the last run like this one kept', async () => {
  await keep('first');
  await keep('second');

  expect(await read('first')).toEqual({ verdict: 'first' });
  expect(await read('third')).toBeUndefined();
});

it('keeps the results of the last twenty', async () => {
  for (let number = 1; number <= 23; number += 1) await keep(`run ${String(number)}`);

  expect(readdirSync(folder).filter((name) => name.endsWith('.jsonl'))).toHaveLength(20);
  expect(await read('run 23')).toEqual({ verdict: 'run 23' });
});
