import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openTemporaryFolder } from '../../../tools/workbench/temporary-folder.ts';

/** The id of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

it('is its owner’s alone, and goes', () => {
  const { path, remove } = openTemporaryFolder('input');

  expect(statSync(path).mode & 0o777).toBe(0o700);
  remove();
  expect(existsSync(path)).toBe(false);
});

it('takes away what a killed process left, and nothing else', () => {
  const left = join(tmpdir(), `order-events-input-${String(endedProcess())}-Left01`);
  const ours = join(tmpdir(), `order-events-input-${String(process.pid)}-Ours01`);
  const other = join(tmpdir(), 'order-events-emails-Other1');
  for (const folder of [left, ours, other]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'input.jsonl'), '{}');
  }
  try {
    openTemporaryFolder('input').remove();

    expect([left, ours, other].map((folder) => existsSync(folder))).toEqual([false, true, true]);
  } finally {
    for (const folder of [left, ours, other]) rmSync(folder, { recursive: true, force: true });
  }
});
