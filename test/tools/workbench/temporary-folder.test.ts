import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { openTemporaryFolder } from '../../../tools/workbench/temporary-folder.ts';

const OTHER_MACHINE = '0badcafe';
const DAY_S = 86_400;

const made: string[] = [];
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** The id of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

/** The part of a folder's name that stands for this machine or container. */
function thisMachine(): string {
  const { path, remove } = openTemporaryFolder('input');
  remove();
  return basename(path).split('-')[3] ?? '';
}

function leave(name: string, ageDays = 0): string {
  const path = join(tmpdir(), name);
  made.push(path);
  mkdirSync(path);
  writeFileSync(join(path, 'input.jsonl'), '{}');
  const at = Date.now() / 1_000 - ageDays * DAY_S;
  for (const one of [join(path, 'input.jsonl'), path]) utimesSync(one, at, at);
  return path;
}

function sweep(): void {
  openTemporaryFolder('input').remove();
}

it('is its owner’s alone, and goes', () => {
  const { path, remove } = openTemporaryFolder('input');

  expect(statSync(path).mode & 0o777).toBe(0o700);
  remove();
  expect(existsSync(path)).toBe(false);
});

it('keeps emails for the browser when the command ends, and nothing else', () => {
  const before = process.listenerCount('exit');
  const emails = openTemporaryFolder('emails');
  made.push(emails.path);

  expect(process.listenerCount('exit')).toBe(before);
  const { remove } = openTemporaryFolder('state');
  expect(process.listenerCount('exit')).toBe(before + 1);
  remove();
});

it('takes away what a killed process left, emails among it, and nothing else', () => {
  const ended = `${thisMachine()}-${String(endedProcess())}`;
  const left = [leave(`order-events-input-${ended}-Left01`), leave(`order-events-emails-${ended}-Left02`)];
  const kept = [
    leave(`order-events-input-${thisMachine()}-${String(process.pid)}-Ours01`),
    leave(`order-events-pictures-${ended}-Other1`, 30),
    leave(`order-events-test-Other2`, 30),
  ];

  sweep();

  expect([...left, ...kept].map((folder) => existsSync(folder))).toEqual([false, false, true, true, true]);
});

it('does not judge by its own process ids what another container left, and removes it after a week', () => {
  const pid = String(endedProcess());
  const young = leave(`order-events-state-${OTHER_MACHINE}-${pid}-Theirs`, 6);
  const old = leave(`order-events-state-${OTHER_MACHINE}-${pid}-Aged01`, 8);
  const written = leave(`order-events-state-${OTHER_MACHINE}-1-Aged02`, 8);
  writeFileSync(join(written, 'input.jsonl'), '{"is":"in use"}');
  const unnamed = leave('order-events-emails-Before', 8);

  sweep();

  expect([young, old, written, unnamed].map((folder) => existsSync(folder))).toEqual([true, false, true, false]);
});

it('removes no folder through a link of its name', () => {
  const theirs = leave('order-events-test-Linked');
  const link = join(tmpdir(), `order-events-input-${thisMachine()}-${String(endedProcess())}-Link01`);
  symlinkSync(theirs, link);
  made.push(link);

  sweep();

  expect(existsSync(join(theirs, 'input.jsonl'))).toBe(true);
});

it('leaves a folder of another user alone', () => {
  const name = `order-events-input-${thisMachine()}-${String(endedProcess())}-User01`;
  // Only the superuser can make one, and can then remove it too; for others the system itself keeps such a folder.
  const isSuperuser = process.getuid?.() === 0;
  const path = leave(name);
  if (isSuperuser) chownSync(path, 12_345, 12_345);

  sweep();

  expect(existsSync(path)).toBe(isSuperuser);
});
