import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';

import { spoolInput } from '../../../../tools/workbench/replay/spool-input.ts';

it('holds every byte of the input until it is removed', async () => {
  const { file, remove } = await spoolInput(Readable.from([Buffer.from('a\n\u00e9'), 'b\r\n']));

  expect(readFileSync(file, 'utf8')).toBe('a\n\u00e9b\r\n');
  remove();
  expect(existsSync(dirname(file))).toBe(false);
});

it('fails as the input fails', async () => {
  const broken = new Readable({ read: () => broken.destroy(new Error('the pipe broke')) });

  await expect(spoolInput(broken)).rejects.toThrow('the pipe broke');
});
