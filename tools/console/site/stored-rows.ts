import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';

/** The most items of a collection that a view reads. */
export const ROWS_READ = 5_000;

/** The text of a field, or null. */
export function textAt(row: Readonly<Record<string, unknown>>, field: string): string | null {
  const value = row[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The milliseconds of a date field, or null. */
export function msAt(row: Readonly<Record<string, unknown>>, field: string): number | null {
  const value = row[field];
  return value instanceof Date ? value.getTime() : null;
}

/** The number of a field, 0 when it has none. */
export function numberAt(row: Readonly<Record<string, unknown>>, field: string): number {
  const value = row[field];
  return typeof value === 'number' ? value : 0;
}

/** The rows of a collection, the latest by a date field first. */
export function latestFirst(
  data: DataInspector,
  collection: string,
  dateField: string,
): Readonly<Record<string, unknown>>[] {
  return data
    .items(collection, ROWS_READ)
    .sort((left, right) => (msAt(right, dateField) ?? 0) - (msAt(left, dateField) ?? 0));
}

/** The list that a field holds as JSON text; empty when it holds none. */
export function listAt(row: Readonly<Record<string, unknown>>, field: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(textAt(row, field) ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** The object that a value is, empty when it is none. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isJsonObject(value) ? value : {};
}
