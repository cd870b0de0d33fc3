import { CliError } from '../cli-error.ts';
import type { CommandLine } from '../session/command-line.ts';
import { readText, readTextFile } from '../read-text.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { MAX_EVENT_BYTES, parseEventText } from './parse-event.ts';
import { listPayloads } from './payload-library.ts';

/** Event as JSON text, with a label that names its source. */
export interface PayloadText {
  readonly label: string;
  readonly text: string;
}

/**
 * Reads a payload of the handler by name, a file, or `-` for standard input; by default the handler's main payload. Throws CliError if
 * there is none.
 */
export async function readPayload(
  { root, stdin }: Pick<CommandLine, 'root' | 'stdin'>,
  handler: string,
  wanted: string | undefined,
): Promise<PayloadText> {
  if (wanted === '-') {
    const text = await readText('payload', 'the standard input', stdin, MAX_EVENT_BYTES);
    return { label: 'standard input', text };
  }
  const own = listPayloads(root).filter((payload) => payload.handler === handler);
  const named = wanted === undefined ? own[0] : own.find(({ name }) => name === wanted);
  if (named !== undefined) return { label: named.name, text: await readPayloadFile(named.file) };
  if (wanted !== undefined && isFileName(wanted)) return { label: wanted, text: await readPayloadFile(wanted) };
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

/** Parses the text of a payload; throws CliError if it is not JSON, or exceeds the limits of an event. */
export function parsePayload({ label, text }: PayloadText): unknown {
  const parsed = parseEventText(text);
  if (parsed.kind === 'value') return parsed.value;
  const { expected, found } = parsed;
  const what = expected === 'JSON' ? `is not JSON: ${found}` : `has ${found}, and ${expected} are taken`;
  throw new CliError('payload-not-json', `The payload (${label}) ${what}`);
}

function isFileName(text: string): boolean {
  return /[/\\]/.test(text) || text.endsWith('.json');
}

async function readPayloadFile(file: string): Promise<string> {
  return await readTextFile('payload', file, MAX_EVENT_BYTES);
}
