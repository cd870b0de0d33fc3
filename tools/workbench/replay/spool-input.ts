import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { withPath } from '../../repository/naming.ts';
import { openTemporaryFolder } from '../temporary-folder.ts';

/** Temporary file with the contents of standard input. */
export interface SpooledInput {
  readonly file: string;
  remove(): void;
}

/** Writes standard input to a temporary file, because a replay first counts the lines and then reads them. */
export async function spoolInput(stdin: AsyncIterable<Uint8Array | string>): Promise<SpooledInput> {
  const { path, remove } = openTemporaryFolder('input');
  const file = join(path, 'input.jsonl');
  try {
    await pipeline(Readable.from(stdin), createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    remove();
    throw withPath(file, error);
  }
  return { file, remove };
}
