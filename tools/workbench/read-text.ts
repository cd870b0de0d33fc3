import { createReadStream } from 'node:fs';

import { CliError } from './cli-error.ts';
import { messageOf } from './message-of.ts';
import { megabytes } from './payload/parse-event.ts';

/** Reads a text file as `readText` does. It may also be a pipe or device. */
export async function readTextFile(what: string, file: string, maxBytes: number): Promise<string> {
  return await readText(what, file, createReadStream(file), maxBytes);
}

/**
 * Reads UTF-8 text without its byte order mark. Its size is checked while reading: throws CliError `file-not-readable`, which names the
 * source, if it cannot be read, or holds more than `maxBytes` bytes.
 */
export async function readText(
  what: string,
  source: string,
  input: AsyncIterable<Uint8Array | string>,
  maxBytes: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of input) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      total += bytes.length;
      if (total > maxBytes) break;
    }
  } catch (cause) {
    throw new CliError('file-not-readable', `The ${what} cannot be read: ${messageOf(cause)}`, { cause });
  }
  if (total > maxBytes) {
    const message = `The ${what} cannot be read: ${source} holds more than ${megabytes(maxBytes)}`;
    throw new CliError('file-not-readable', message);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}
