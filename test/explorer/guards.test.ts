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

  // Nightly, `npm run explore -- --guards` tries all of them.
  it('makes its scenario fail when it is removed: a rule that holds claims its first attempt', async () => {
    const guard = guards.find(({ name }) => name === 'a rule that holds claims its first attempt');
    if (guard === undefined) throw new Error('There is no such guard');

    const fault = await tryGuard({ ...guard, variant: 'one handler stopped' }, rootDir);

    expect(fault).toMatch(/sent 2 times$/);
  });
});
