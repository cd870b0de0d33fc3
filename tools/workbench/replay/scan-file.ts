import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** Result of one pass over a file. */
export interface FileScan {
  readonly sha256: string;
  readonly lineCount: number;
  /** Start of each line and end of the file, in bytes; empty unless requested. */
  readonly offsets: readonly number[];
}

const NEWLINE = 0x0a;

/** Reads a file once as a stream; the offsets need memory for one number per line. */
export async function scanFile(file: string, { withOffsets }: { readonly withOffsets: boolean }): Promise<FileScan> {
  const hash = createHash('sha256');
  const offsets = [0];
  let lineCount = 0;
  let position = 0;
  let lastStart = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) {
      lineCount += 1;
      lastStart = position + at + 1;
      if (withOffsets) offsets.push(lastStart);
    }
    position += chunk.length;
  }
  const isLastLineOpen = position > lastStart;
  if (isLastLineOpen) offsets.push(position);
  return {
    sha256: hash.digest('hex'),
    lineCount: lineCount + (isLastLineOpen ? 1 : 0),
    offsets: withOffsets ? offsets : [],
  };
}
