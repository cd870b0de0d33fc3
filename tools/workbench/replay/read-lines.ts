import { closeSync, createReadStream, openSync, readSync } from 'node:fs';

/** A line of a file, counted from 1. */
export interface FileLine {
  readonly number: number;
  readonly text: string;
}

const NEWLINE = 0x0a;

/** Reads the lines one by one. Only a newline ends a line: JSON text may hold other line separators as they are. */
export async function* readLines(file: string): AsyncGenerator<FileLine> {
  let number = 0;
  let parts: Buffer[] = [];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, start)) {
      yield { number: (number += 1), text: textOf([...parts, chunk.subarray(start, at)]) };
      parts = [];
      start = at + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) yield { number: number + 1, text: textOf(parts) };
}

/** Reads lines in a given order; `offsets` as `scanFile` gives them, `order` holds indexes of lines. */
export function* readLinesInOrder(
  file: string,
  offsets: readonly number[],
  order: readonly number[],
): Generator<FileLine> {
  const descriptor = openSync(file, 'r');
  try {
    for (const index of order) {
      const [start = 0, end = start] = offsets.slice(index, index + 2);
      const bytes = Buffer.alloc(end - start);
      readSync(descriptor, bytes, 0, bytes.length, start);
      yield { number: index + 1, text: textOf([bytes]) };
    }
  } finally {
    closeSync(descriptor);
  }
}

function textOf(parts: readonly Buffer[]): string {
  const text = (parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts)).toString('utf8');
  return text.replace(/^\uFEFF/, '').replace(/\r?\n?$/, '');
}
