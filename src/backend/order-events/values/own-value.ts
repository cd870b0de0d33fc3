/**
 * Returns the value that a record itself has under a key. Ids and form fields come from outside, and some are names that every object
 * inherits, such as `constructor`.
 */
export function ownValue<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.prototype.hasOwnProperty.call(record, key) ? record[key] : undefined;
}
