import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readGitState } from '../../../tools/site/add/git-state.ts';
import { cleanUp, makeSite } from '../../emulator/site-fixture.ts';
import { commitAll, git } from './site-layouts.ts';

afterEach(cleanUp);

it.each(['clean', 'process'])('starts no program that a repository names as a filter (%s)', async (part) => {
  const dir = makeSite({ '.gitattributes': '*.js filter=of.the.site\n', 'page.js': 'one\n' });
  const mark = join(dir, 'mark.txt');
  git(dir, 'init', '--quiet');
  commitAll(dir);
  git(dir, 'config', `filter.of.the.site.${part}`, `touch ${mark}; cat`);
  git(dir, 'config', 'filter.of.the.site.required', 'true');
  writeFileSync(join(dir, 'page.js'), 'two\n');

  expect(await readGitState(dir)).toEqual({ kind: 'dirty', files: ['page.js'] });
  expect(existsSync(mark)).toBe(false);
});
