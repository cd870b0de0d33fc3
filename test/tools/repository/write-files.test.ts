import fs, {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';

import { writeFiles } from '../../../tools/repository/write-files.ts';
import { cleanUp, makeSite } from '../../emulator/site-fixture.ts';

afterEach(() => {
  jest.restoreAllMocks();
  cleanUp();
});

function namesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
}

it('creates, replaces and removes files', () => {
  const dir = makeSite({ 'src/a.js': 'a', 'src/b.js': 'b' });

  const problems = writeFiles(dir, [
    { path: 'src/new/folder/c.js', after: 'c' },
    { path: 'src/a.js', after: 'A' },
    { path: 'src/b.js', after: undefined },
  ]);

  expect(problems).toEqual([]);
  expect(namesIn(dir)).toEqual(['src', 'src/a.js', 'src/new', 'src/new/folder', 'src/new/folder/c.js']);
  expect(readFileSync(join(dir, 'src/a.js'), 'utf8')).toBe('A');
  expect(readFileSync(join(dir, 'src/new/folder/c.js'), 'utf8')).toBe('c');
});

it('keeps the rights of a file that it replaces', () => {
  const dir = makeSite({ 'a.js': '' });
  chmodSync(join(dir, 'a.js'), 0o750);

  writeFiles(dir, [{ path: 'a.js', after: 'A' }]);

  expect(statSync(join(dir, 'a.js')).mode & 0o777).toBe(0o750);
});

it('does not change another name of a file that it replaces', () => {
  const outside = makeSite({ 'precious.js': 'precious' });
  const dir = makeSite({ 'b.js': '' });
  linkSync(join(outside, 'precious.js'), join(dir, 'a.js'));

  writeFiles(dir, [{ path: 'a.js', after: 'A' }]);

  expect(readFileSync(join(outside, 'precious.js'), 'utf8')).toBe('precious');
});

it.each([
  ['a link in place of the file', 'src/link.js', 'src/link.js'],
  ['a link that leads nowhere', 'src/lost.js', 'src/lost.js'],
  ['a link in place of its folder', 'linked/a.js', 'linked'],
  ['a link above its folder', 'linked/new/a.js', 'linked'],
  ['a path out of the repository', '../escaped.js', '../escaped.js'],
  ['a folder in place of the file', 'src', 'src'],
])('writes and removes nothing at %s', (_, path, named) => {
  const outside = makeSite({ 'a.js': 'theirs' });
  const dir = makeSite({ 'src/b.js': 'b' });
  symlinkSync(join(outside, 'a.js'), join(dir, 'src/link.js'));
  symlinkSync(join(outside, 'made.js'), join(dir, 'src/lost.js'));
  symlinkSync(outside, join(dir, 'linked'));
  const before = namesIn(dir);

  for (const after of ['mine', undefined]) {
    const problems = writeFiles(dir, [
      { path: 'src/b.js', after: 'changed' },
      { path, after },
    ]);
    expect(problems.map((problem) => problem.path)).toEqual([named]);
  }

  expect(namesIn(outside)).toEqual(['a.js']);
  expect(readFileSync(join(outside, 'a.js'), 'utf8')).toBe('theirs');
  expect(readFileSync(join(dir, 'src/b.js'), 'utf8')).toBe('b');
  expect(namesIn(dir)).toEqual(before);
});

it('leaves nothing of an attempt that the system refuses', () => {
  const dir = makeSite({ 'src/b.js': 'b' });
  const tooLong = `${'n'.repeat(300)}.js`;

  expect(() =>
    writeFiles(dir, [
      { path: 'new/a.js', after: 'a' },
      { path: 'src/b.js', after: 'B' },
      { path: `new/${tooLong}/c.js`, after: 'c' },
    ]),
  ).toThrow('ENAMETOOLONG');

  expect(namesIn(dir)).toEqual(['src', 'src/b.js']);
  expect(readFileSync(join(dir, 'src/b.js'), 'utf8')).toBe('b');
});

it('makes the folders that are missing, and only those', () => {
  const dir = makeSite({});
  mkdirSync(join(dir, 'src'));

  writeFiles(dir, [{ path: 'src/backend/a.js', after: '' }]);

  expect(existsSync(join(dir, 'src/backend/a.js'))).toBe(true);
});

it('writes nothing through a link that takes the place of a folder in the meantime', () => {
  const outside = makeSite({ 'a.js': 'theirs' });
  const dir = makeSite({ 'src/a.js': 'a' });
  const { closeSync } = fs;
  jest.spyOn(fs, 'closeSync').mockImplementationOnce((descriptor) => {
    closeSync(descriptor);
    renameSync(join(dir, 'src'), join(dir, 'moved'));
    symlinkSync(outside, join(dir, 'src'));
  });

  expect(writeFiles(dir, [{ path: 'src/a.js', after: 'mine' }])).toEqual([
    { path: 'src', what: `It is a symbolic link to ${outside}, and links are not followed` },
  ]);
  expect(readFileSync(join(outside, 'a.js'), 'utf8')).toBe('theirs');
});
