import { execFileSync } from 'node:child_process';
import fs, { renameSync, symlinkSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { lookAtPath } from '../../../tools/repository/look-at-path.ts';
import { listFiles, readText } from '../../../tools/repository/read-files.ts';
import { cleanUp, makeSite } from '../../emulator/site-fixture.ts';

afterEach(() => {
  jest.restoreAllMocks();
  cleanUp();
});

it('reads a plain file', () => {
  const dir = makeSite({ 'src/backend/events.js': 'export {};\n' });

  expect(readText(dir, 'src/backend/events.js')).toEqual({ kind: 'text', text: 'export {};\n' });
  expect(readText(dir, 'src/backend/other.js')).toEqual({ kind: 'missing' });
});

it.each([
  ['a link', 'src/a.js', 'src/a.js'],
  ['a file below a link', 'linked/secret.js', 'linked'],
  ['a file far below a link', 'linked/deep/secret.js', 'linked'],
  ['a link that leads nowhere', 'src/lost.js', 'src/lost.js'],
  ['a link to itself', 'src/circle.js', 'src/circle.js'],
])('does not read %s, and names it', (_, path, named) => {
  const outside = makeSite({ 'secret.js': 'secret', 'deep/secret.js': 'secret' });
  const dir = makeSite({ 'src/b.js': '' });
  symlinkSync(join(outside, 'secret.js'), join(dir, 'src/a.js'));
  symlinkSync(outside, join(dir, 'linked'));
  symlinkSync('nowhere', join(dir, 'src/lost.js'));
  symlinkSync('circle.js', join(dir, 'src/circle.js'));

  expect(readText(dir, path)).toEqual({
    kind: 'refused',
    problem: { path: named, what: expect.stringMatching(/^It is a symbolic link to \S+, and links are not followed$/) },
  });
});

it('says where a link leads', () => {
  const dir = makeSite({ 'src/b.js': '' });
  symlinkSync('/etc/passwd', join(dir, 'src/a.js'));

  expect(lookAtPath(dir, 'src/a.js')).toEqual({
    kind: 'refused',
    problem: { path: 'src/a.js', what: 'It is a symbolic link to /etc/passwd, and links are not followed' },
  });
});

it.each(['../x', '/etc/passwd', 'src/../../x', 'src//x', './x', '', 'a\0b'])('reads nothing at %j', (path) => {
  const dir = makeSite({ 'src/b.js': '' });

  expect(readText(dir, path)).toEqual({ kind: 'refused', problem: { path, what: 'It is outside of the repository' } });
});

it('opens no device', () => {
  expect(readText('/dev', 'zero')).toEqual({
    kind: 'refused',
    problem: { path: 'zero', what: 'It is a device, and neither a file nor a folder' },
  });
});

it('does not wait for a pipe', () => {
  const dir = makeSite({ 'src/b.js': '' });
  execFileSync('mkfifo', [join(dir, 'src/pipe.js')]);

  expect(readText(dir, 'src/pipe.js')).toEqual({
    kind: 'refused',
    problem: { path: 'src/pipe.js', what: 'It is a named pipe, and neither a file nor a folder' },
  });
});

it('knows a socket', async () => {
  const dir = makeSite({ 'a.js': '' });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(dir, 's.js'), resolve));
  try {
    expect(lookAtPath(dir, 's.js')).toMatchObject({
      problem: { path: 's.js', what: 'It is a socket, and neither a file nor a folder' },
    });
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

it('takes a file of 10 MB and none that is larger', () => {
  const dir = makeSite({ 'large.js': '', 'larger.js': '' });
  truncateSync(join(dir, 'large.js'), 10_000_000);
  truncateSync(join(dir, 'larger.js'), 10_000_001);

  expect(readText(dir, 'large.js').kind).toBe('text');
  expect(readText(dir, 'larger.js')).toEqual({
    kind: 'refused',
    problem: { path: 'larger.js', what: 'It has 10000001 bytes, and files up to 10000000 are read' },
  });
});

it('does not take a folder for a file, nor a file for a folder', () => {
  const dir = makeSite({ 'src/backend/events.js/index.js': '', 'src/backend/jobs.config': '' });

  expect(readText(dir, 'src/backend/events.js')).toMatchObject({
    problem: { path: 'src/backend/events.js', what: 'It is a folder, and a file is expected' },
  });
  expect(readText(dir, 'src/backend/jobs.config/x')).toMatchObject({
    problem: { path: 'src/backend/jobs.config', what: 'It is a file, and a folder is expected' },
  });
});

it('lists what is there without going through links', () => {
  const outside = makeSite({ 'secret.js': '' });
  const dir = makeSite({ 'src/b.js': '', 'src/a/c.js': '', 'src/node_modules/x.js': '' });
  symlinkSync(outside, join(dir, 'src/a/out'));
  symlinkSync('..', join(dir, 'src/a/up'));

  expect(listFiles(dir, 'src', ['node_modules'])).toEqual({
    files: ['src/a/c.js', 'src/b.js'],
    problems: [
      { path: 'src/a/out', what: `It is a symbolic link to ${outside}, and links are not followed` },
      { path: 'src/a/up', what: 'It is a symbolic link to .., and links are not followed' },
    ],
  });
});

it('lists nothing where the folder itself is a link, or a file', () => {
  const dir = makeSite({ 'other/b.js': '', file: '' });
  symlinkSync('other', join(dir, 'src'));

  expect(listFiles(dir, 'src')).toEqual({
    files: [],
    problems: [{ path: 'src', what: 'It is a symbolic link to other, and links are not followed' }],
  });
  expect(listFiles(dir, 'file').problems).toEqual([{ path: 'file', what: 'It is a file, and a folder is expected' }]);
});

it('does not read through a link that takes the place of a folder just before the file is opened', () => {
  const outside = makeSite({ 'a.js': 'secret' });
  const dir = makeSite({ 'src/a.js': 'public' });
  const { openSync } = fs;
  jest.spyOn(fs, 'openSync').mockImplementationOnce((...args) => {
    renameSync(join(dir, 'src'), join(dir, 'moved'));
    symlinkSync(outside, join(dir, 'src'));
    return openSync(...args);
  });

  expect(readText(dir, 'src/a.js')).toEqual({
    kind: 'refused',
    problem: { path: 'src/a.js', what: 'It was changed while it was read' },
  });
});
