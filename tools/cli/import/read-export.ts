import { parse } from 'csv-parse/sync';

import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { isHandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { CliError } from '../../workbench/cli-error.ts';
import { parseEventText } from '../../workbench/payload/parse-event.ts';
import { messageOf } from '../../workbench/message-of.ts';

/** Event in an export. */
export interface ExportedEvent {
  readonly handler: HandlerName;
  readonly event: unknown;
  /** Time of receipt as the export prints it; sorts as text. */
  readonly receivedAt: string;
}

/** Contents of an export, in the order in which the events were received. */
export interface Export {
  readonly events: readonly ExportedEvent[];
  /** Rows without an event, each with the reason. */
  readonly skipped: readonly { readonly row: number; readonly reason: string }[];
}

/** Size limit, because an export is held in memory several times over. A longer one can be split by a date filter. */
export const MAX_EXPORT_BYTES = 64 * 1024 * 1024;

/** Reads an export of the collection: CSV with commas, semicolons or tabs, a JSON array of items, or JSON Lines. */
export function readExport(text: string): Export {
  const events: ExportedEvent[] = [];
  const skipped: { readonly row: number; readonly reason: string }[] = [];
  readRows(text).forEach((row, index) => {
    const read = readRow(row);
    if ('reason' in read) skipped.push({ row: index + 1, reason: read.reason });
    else events.push(read);
  });
  return { events: events.sort(byArrival), skipped };
}

function readRows(text: string): unknown[] {
  if (text.includes('\0'))
    throw new CliError('wrong-value', 'The export is neither CSV nor JSON: it holds binary data');
  try {
    if (text.trimStart().startsWith('[')) return JSON.parse(text) as unknown[];
    if (text.trimStart().startsWith('{')) {
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line): unknown => JSON.parse(line));
    }
    return parse(text, {
      columns: true,
      skip_empty_lines: true,
      relax_column_count: true,
      delimiter: delimiterOf(text),
    });
  } catch (cause) {
    const reason = messageOf(cause);
    throw new CliError('wrong-value', `The export is neither CSV nor JSON: ${reason}`, { cause });
  }
}

/** Returns the most frequent delimiter of the header row; spreadsheets in many countries write semicolons. */
function delimiterOf(text: string): string {
  const [titles = ''] = text.split('\n', 1);
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: titles.split(delimiter).length }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).delimiter;
}

/** Returns the value of a field; the dashboard's column titles may differ from the field keys in case and spaces. */
function fieldOf(row: Readonly<Record<string, unknown>>, field: string): unknown {
  const key = Object.keys(row).find((name) => name.replaceAll(/[\s_]/g, '').toLowerCase() === field.toLowerCase());
  return key === undefined ? undefined : row[key];
}

function readRow(row: unknown): ExportedEvent | { readonly reason: string } {
  if (!isJsonObject(row)) return { reason: 'no item' };
  const handler = fieldOf(row, 'handler');
  if (!isHandlerName(handler)) return { reason: `no handler of this package: ${String(handler).slice(0, 60)}` };
  const text = fieldOf(row, 'text');
  const event = parseText(text);
  if (event === undefined) return { reason: 'its text is not JSON' };
  return { handler, event, receivedAt: arrivalOf(row) };
}

function arrivalOf(row: Readonly<Record<string, unknown>>): string {
  const value = fieldOf(row, 'receivedAt');
  const printed = isJsonObject(value) ? value['$date'] : value;
  const ms = typeof printed === 'string' ? Date.parse(printed) : Number.NaN;
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}

function parseText(text: unknown): unknown {
  const parsed = typeof text === 'string' ? parseEventText(text) : undefined;
  return parsed?.kind === 'value' ? parsed.value : undefined;
}

function byArrival(left: ExportedEvent, right: ExportedEvent): number {
  return left.receivedAt < right.receivedAt ? -1 : Number(left.receivedAt > right.receivedAt);
}
