import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { openState } from '../../../../emulator/storage/open-state.ts';
import { openHistory } from '../../../../tools/workbench/runs/open-history.ts';

const PROCESSES = 3;
const TURNS = 20;

const folder = mkdtempSync(join(tmpdir(), 'order-events-turns-'));
const stateFile = join(folder, 'state.sqlite');
const historyFile = join(folder, 'console.sqlite');
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function source(path: string): string {
  return JSON.stringify(pathToFileURL(join(__dirname, '../../../..', path)).href);
}

/** Opens the state as often as it gets it, and each time counts on and adds a run. */
const CODE = `
  import { lockState } from ${source('emulator/storage/state-lock.ts')};
  import { openState } from ${source('emulator/storage/open-state.ts')};
  import { openHistory } from ${source('tools/workbench/runs/open-history.ts')};
  for (let turns = 0; turns < ${TURNS}; ) {
    let lock;
    try {
      lock = lockState(${JSON.stringify(stateFile)});
    } catch (error) {
      if (error.code !== 'STATE_IN_USE') throw error;
      await new Promise((resolve) => setTimeout(resolve, 2));
      continue;
    }
    const state = openState({ stateFile: ${JSON.stringify(stateFile)}, lock });
    const history = openHistory(${JSON.stringify(historyFile)});
    state.settings.put('count', Number(state.settings.get('count') ?? 0) + 1);
    history.add([{ kind: 'job', name: 'job', label: '' }], 0);
    history.list(10);
    state.close();
    history.close();
    lock.release();
    turns += 1;
  }`;

async function takeTurns(): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', CODE], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.push(child);
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += String(chunk)));
  await once(child, 'close');
  return complaints;
}

it('loses nothing and breaks no file when processes take turns at one state as fast as they can', async () => {
  const complaints = await Promise.all(Array.from({ length: PROCESSES }, takeTurns));

  const state = openState({ stateFile });
  const history = openHistory(historyFile);
  const counted = state.settings.get('count');
  const { runs } = history.counts();
  state.close();
  history.close();

  expect(complaints).toEqual(['', '', '']);
  expect([counted, runs]).toEqual([60, 60]);
});
