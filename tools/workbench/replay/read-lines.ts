import { closeSync, createReadStream, openSync, readSync } from 'node:fs';

import { MAX_EVENT_BYTES } from '../payload/parse-event.ts';

/** Line of a file; numbers start at 1. */
export interface FileLine {
  readonly number: number;
  readonly text: string;
  /** Number of bytes in a line longer than any event; the line is skipped, and its text is empty. */
  readonly tooLong?: number;
}

const NEWLINE = 0x0a;

/** Reads the lines one by one. Only a newline ends a line, because JSON text may contain other line separators. */
export async function* readLines(file: string): AsyncGenerator<FileLine> {
  let number = 0;
  let parts: Buffer[] = [];
  let bytes = 0;
  function add(part: Buffer): void {
    bytes += part.length;
    if (bytes > MAX_EVENT_BYTES) parts = [];
    else parts.push(part);
  }
  function end(): FileLine {
    number += 1;
    const line = bytes > MAX_EVENT_BYTES ? { number, text: '', tooLong: bytes } : { number, text: textOf(parts) };
    parts = [];
    bytes = 0;
    return line;
  }
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, at));
      yield end();
      start = at + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (bytes > 0) yield end();
}

/** Reads lines in a given order; `offsets` are those of `scanFile`, `order` holds line indexes from 0. */
export function* readLinesInOrder(
  file: string,
  offsets: readonly number[],
  order: readonly number[],
): Generator<FileLine> {
  const descriptor = openSync(file, 'r');
  try {
    for (const index of order) {
      const [start = 0, end = start] = offsets.slice(index, index + 2);
      const bytes = end - start;
      if (bytes > MAX_EVENT_BYTES) yield { number: index + 1, text: '', tooLong: bytes };
      else {
        const buffer = Buffer.alloc(bytes);
        readSync(descriptor, buffer, 0, bytes, start);
        yield { number: index + 1, text: textOf([buffer]) };
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

function textOf(parts: readonly Buffer[]): string {
  const text = (parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts)).toString('utf8');
  return text.replace(/^\uFEFF/, '').replace(/\r?\n?$/, '');
}
