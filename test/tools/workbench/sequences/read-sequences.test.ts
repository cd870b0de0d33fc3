import { join } from 'node:path';

import { listSequences } from '../../../../tools/workbench/sequences/read-sequences.ts';

it('names a course with the events of all handlers by its folder, so that it differs from the one with four', () => {
  const names = listSequences(join(__dirname, '../../../..')).map(({ name }) => name);

  expect(names).toEqual(expect.arrayContaining(['tickets-online', 'all-handlers/tickets-online']));
  expect(new Set(names).size).toBe(names.length);
});
