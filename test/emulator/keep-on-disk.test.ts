import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { keepOnDisk } from '../../emulator/module-loader/keep-on-disk.ts';

let project = '';
let made = 0;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'keep-on-disk-'));
  mkdirSync(join(project, 'node_modules'));
  mkdirSync(join(project, 'src'));
  made = 0;
  jest.spyOn(process, 'cwd').mockReturnValue(join(project, 'src'));
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(project, { recursive: true, force: true });
});

function folder(): string {
  return join(project, 'node_modules/.cache/velo-emulator');
}

function codeOf(...parts: readonly string[]): string {
  return keepOnDisk(parts, () => {
    made += 1;
    return { code: `made of ${parts.join()}`, map: '' };
  }).code;
}

it('makes what is of the same parts once, and keeps it in the packages of the project', () => {
  expect([codeOf('a', 'b'), codeOf('a', 'b'), codeOf('a', 'c')]).toEqual(['made of a,b', 'made of a,b', 'made of a,c']);
  expect(made).toBe(2);
  expect(readdirSync(folder())).toHaveLength(2);
});

it('makes it again where what is kept is broken', () => {
  codeOf('a');
  for (const name of readdirSync(folder())) writeFileSync(join(folder(), name), '{"code":');

  expect(codeOf('a')).toBe('made of a');
  expect([codeOf('a'), made]).toEqual(['made of a', 2]);
});

it('makes it each time where nothing can be written', () => {
  writeFileSync(join(project, 'node_modules/.cache'), '');

  expect([codeOf('a'), codeOf('a'), made]).toEqual(['made of a', 'made of a', 2]);
});

it('removes all when there are too many', () => {
  mkdirSync(folder(), { recursive: true });
  for (let file = 0; file <= 4_000; file += 1) writeFileSync(join(folder(), `${String(file)}.json`), '');

  codeOf('a');

  expect(readdirSync(folder())).toHaveLength(1);
});

it('keeps nothing of what cannot be made', () => {
  const fail = (): never => {
    throw new SyntaxError('wrong');
  };

  expect(() => keepOnDisk(['a'], fail)).toThrow(SyntaxError);
  expect(codeOf('a')).toBe('made of a');
});
