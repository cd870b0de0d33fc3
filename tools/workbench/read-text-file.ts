import { closeSync, openSync, readSync } from 'node:fs';

import { CliError } from './cli-error.ts';
import { orNotReadable } from './or-not-readable.ts';
import { megabytes } from './payload/parse-event.ts';

const CHUNK_BYTES = 1024 * 1024;

/**
 * Reads a text file without its byte order mark. The file may also be a pipe or device, so its size is checked while reading: throws
 * CliError `file-not-readable` if it cannot be read, or holds more than `maxBytes` bytes.
 */
export function readTextFile(what: string, file: string, maxBytes: number): string {
  const chunks = orNotReadable(what, () => readChunks(file, maxBytes));
  if (chunks === undefined) {
    const message = `The ${what} cannot be read: ${file} holds more than ${megabytes(maxBytes)}`;
    throw new CliError('file-not-readable', message);
  }
  return textOfBytes(chunks);
}

/** Decodes UTF-8 bytes, without a byte order mark. */
export function textOfBytes(chunks: readonly Uint8Array[]): string {
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

function readChunks(file: string, maxBytes: number): readonly Uint8Array[] | undefined {
  const descriptor = openSync(file, 'r');
  try {
    const chunks: Uint8Array[] = [];
    for (let total = 0; ;) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const count = readSync(descriptor, chunk);
      if (count === 0) return chunks;
      chunks.push(chunk.subarray(0, count));
      total += count;
      if (total > maxBytes) return undefined;
    }
  } finally {
    closeSync(descriptor);
  }
}
