import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { guards } from '../../tools/explore/guards/guards.ts';
import { spareLines } from '../../tools/explore/guards/spare-lines.ts';
import { tryGuard } from '../../tools/explore/guards/try-guard.ts';

const rootDir = join(__dirname, '../..');

describe('a guard of the delivery protocol', () => {
  it.each([...guards, ...spareLines])('occurs once in the source: $name', ({ file, lines }) => {
    const source = readFileSync(join(rootDir, 'src/backend/order-events', file), 'utf8');

    expect(source.split(lines).length).toBe(2);
  });

  // `npm run explore -- --guards` tries all of them.
  it.each(['only the handler that inserted a notification sends it', 'a rule that holds claims its first attempt'])(
    'makes its scenario fail when it is removed: %s',
    async (name) => {
      const guard = guards.find((candidate) => candidate.name === name);
      if (guard === undefined) throw new Error(`There is no guard ${name}`);

      const fault = await tryGuard(guard, rootDir);

      expect(fault).toMatch(/sent 2 times$/);
    },
  );
});
