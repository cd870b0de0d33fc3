import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { openState } from '../../emulator/storage/open-state.ts';
import { lockState, readHolder } from '../../emulator/storage/state-lock.ts';
import { cleanUp, makeSite, open } from './site-fixture.ts';

const site = { 'src/backend/events.js': '' };
const source = pathToFileURL(join(__dirname, '../../emulator/storage/state-lock.ts')).href;
const children: ChildProcess[] = [];

afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  cleanUp();
});

/** Another process that holds the lock until it is killed, or until this one ends. */
async function holdElsewhere(stateFile: string): Promise<ChildProcess> {
  const code = `import { lockState } from ${JSON.stringify(source)};
    lockState(${JSON.stringify(stateFile)});
    console.log('held');
    process.stdin.resume();`;
  const argv = ['--import', 'tsx', '--input-type=module', '-e', code];
  const child = spawn(process.execPath, argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function codeOf(open: () => unknown): unknown {
  try {
    open();
    return 'opened';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

it('lets one emulator at a time have a state, and says which process has it', () => {
  const siteDir = makeSite(site);
  const stateFile = join(siteDir, 'state.sqlite');
  const first = open(siteDir, { stateFile });

  expect(() => open(siteDir, { stateFile })).toThrow(
    `The state in ${siteDir} is in use by process ${process.pid}, and one emulator at a time may have it open. Stop that process, or use another folder.`,
  );
  expect(codeOf(() => open(siteDir, { stateFile }))).toBe('STATE_IN_USE');

  first.close();
  expect(codeOf(() => open(siteDir, { stateFile }))).toBe('opened');
});

it('frees a state that could not be opened', () => {
  const siteDir = makeSite({ ...site, 'state.sqlite': 'This is no database. '.repeat(100) });
  const stateFile = join(siteDir, 'state.sqlite');

  expect(codeOf(() => openState({ stateFile }))).toBe('STATE_NOT_READABLE');
  expect(codeOf(() => lockState(stateFile).release())).toBe('opened');
});

it('leaves a state locked if another holds its lock', () => {
  const siteDir = makeSite(site);
  const stateFile = join(siteDir, 'state.sqlite');
  const lock = lockState(stateFile);

  open(siteDir, { stateFile, lock }).close();

  expect(codeOf(() => lockState(stateFile))).toBe('STATE_IN_USE');
  open(siteDir, { stateFile, lock }).close();
  lock.release();
  lock.release();
  expect(codeOf(() => lockState(stateFile).release())).toBe('opened');
});

it('gives every emulator its own memory', () => {
  const siteDir = makeSite(site);

  expect(codeOf(() => [open(siteDir), open(siteDir)])).toBe('opened');
});

it('refuses a state that another process holds, even an unresponsive one, until that is killed', async () => {
  const siteDir = makeSite(site);
  const stateFile = join(siteDir, 'state.sqlite');
  const holder = await holdElsewhere(stateFile);

  const whileRunning = codeOf(() => open(siteDir, { stateFile }));
  holder.kill('SIGSTOP');
  const whileStopped = codeOf(() => open(siteDir, { stateFile }));
  const noted = readHolder(stateFile);
  await kill(holder);
  const afterDeath = codeOf(() => open(siteDir, { stateFile }));

  expect([whileRunning, whileStopped, afterDeath]).toEqual(['STATE_IN_USE', 'STATE_IN_USE', 'opened']);
  expect(noted).toEqual({ pid: holder.pid, address: null });
});

it('gives the lock to exactly one of many concurrent claimants', async () => {
  const stateFile = join(makeSite(site), 'state.sqlite');
  const code = `import { lockState } from ${JSON.stringify(source)};
    process.stdin.once('data', () => {
      try {
        lockState(${JSON.stringify(stateFile)});
        console.log('got it');
      } catch (error) {
        console.log(error.code);
      }
    });
    console.log('ready');`;
  const rivals = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  children.push(...rivals);
  await Promise.all(rivals.map(({ stdout }) => once(stdout, 'data')));

  const answers = Promise.all(rivals.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()));
  for (const { stdin } of rivals) stdin.write('go\n');

  expect((await answers).sort()).toEqual(['STATE_IN_USE', 'STATE_IN_USE', 'STATE_IN_USE', 'got it']);
});

it('waits for a process that still has the file open while it ends', async () => {
  const stateFile = join(makeSite(site), 'state.sqlite');
  const code = `import Libsql from 'libsql';
    new Libsql(${JSON.stringify(stateFile)}).exec('BEGIN EXCLUSIVE');
    console.log('held');
    setTimeout(() => process.exit(), 300);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');

  expect(codeOf(() => openState({ stateFile }).close())).toBe('opened');
});

it('records the address of its holder for its own user only, and removes the record at the end', () => {
  const folder = makeSite(site);
  const stateFile = join(folder, 'state.sqlite');
  const lock = lockState(stateFile);

  lock.noteAddress('http://127.0.0.1:4780/#token=x');
  const noted = readHolder(stateFile);
  const rights = statSync(`${stateFile}-holder`).mode & 0o777;
  lock.release();

  expect(noted).toEqual({ pid: process.pid, address: 'http://127.0.0.1:4780/#token=x' });
  expect(rights).toBe(0o600);
  expect(readHolder(stateFile)).toBeUndefined();
  expect(readdirSync(folder).sort()).toEqual(['src', 'state.sqlite-lock']);
});
