import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openStatePlace } from '../../../../tools/workbench/local-site/state-place.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'order-events-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('makes a folder that only its owner can read', () => {
  openStatePlace(root, {});

  expect(statSync(join(root, '.order-events')).mode & 0o777).toBe(0o700);
});

it('refuses a folder into which others can write, and says what to do', () => {
  const state = join(root, 'state');
  mkdirSync(state);
  chmodSync(state, 0o777);

  expect(() => openStatePlace(root, { state })).toThrow(
    `${state} can be written by other users. Check what is in it and run chmod go-w ${state}, or choose another state with --state, or use --fresh.`,
  );
});

it('refuses a state file into which others can write', () => {
  const { file } = openStatePlace(root, {});
  writeFileSync(file, '');
  chmodSync(file, 0o666);

  expect(() => openStatePlace(root, {})).toThrow('state.sqlite can be written by other users.');
});

it('makes a state file private that SQLite made with the rights of a group', () => {
  const { file } = openStatePlace(root, {});
  writeFileSync(file, '');
  chmodSync(file, 0o664);

  openStatePlace(root, {});

  expect(statSync(file).mode & 0o777).toBe(0o600);
});

// Only root can give a file to somebody else.
const ifRoot = process.getuid?.() === 0 ? it : it.failing;
ifRoot('refuses a folder of another user', () => {
  const state = join(root, 'state');
  mkdirSync(state);
  chownSync(state, 12_345, 12_345);

  expect(() => openStatePlace(root, { state })).toThrow(`${state} belongs to another user. Choose another state`);
});
