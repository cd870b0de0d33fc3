import { readFileSync } from 'node:fs';

import { CliError } from '../cli-error.ts';
import type { CommandLine } from '../session/command-line.ts';
import { orNotReadable } from '../or-not-readable.ts';
import { nearest } from '../suggest/nearest.ts';
import { listPayloads } from './payload-library.ts';

/** An event as JSON text, with the words for where it is from. */
export interface PayloadText {
  readonly label: string;
  readonly text: string;
}

/**
 * Reads a payload of the handler by name, a file, or `-` for the standard input; its main one unless one is wanted. Throws
 * CliError when there is none.
 */
export async function readPayload(
  { root, stdin }: Pick<CommandLine, 'root' | 'stdin'>,
  handler: string,
  wanted: string | undefined,
): Promise<PayloadText> {
  if (wanted === '-') return { label: 'standard input', text: await readAll(stdin) };
  const own = listPayloads(root).filter((payload) => payload.handler === handler);
  const named = wanted === undefined ? own[0] : own.find(({ name }) => name === wanted);
  if (named !== undefined) return { label: named.name, text: readText(named.file) };
  if (wanted !== undefined && isFileName(wanted)) return { label: wanted, text: readText(wanted) };
  if (wanted === undefined || own.length === 0) throw noPayload(handler);
  const names = own.map(({ name }) => name);
  const message = `${handler} has no payload ${wanted}. It has ${names.join(', ')}; a file is written with a / or .json.`;
  throw new CliError('unknown-payload', message, { suggestion: nearest(wanted, names) });
}

function noPayload(handler: string): CliError {
  const place = `payloads/${handler}/documented.json`;
  const message = `${handler} has no documented payload. Fire a file with --payload FILE, or put the payload that Wix documents at ${place}, with its source in payloads/README.md.`;
  return new CliError('unknown-payload', message);
}

/** The JSON value of a payload; throws CliError when the text is not JSON. */
export function parsePayload({ label, text }: PayloadText): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown reason';
    throw new CliError('payload-not-json', `The payload (${label}) is not JSON: ${reason}`, { cause });
  }
}

function isFileName(text: string): boolean {
  return /[/\\]/.test(text) || text.endsWith('.json');
}

function readText(file: string): string {
  return orNotReadable('payload', () => readFileSync(file, 'utf8'));
}

async function readAll(input: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
