import { CliError } from '../cli-error.ts';

/** Change of one field of an event; `add` is for a field that the event does not have yet. */
export type EventChange =
  | { readonly kind: 'set' | 'add'; readonly path: string; readonly value: unknown }
  | { readonly kind: 'unset'; readonly path: string };

/** Parses `PATH=VALUE` or `+PATH=VALUE`; a value that is not JSON is taken as text. */
export function parseAssignment(text: string): EventChange {
  const equals = text.indexOf('=');
  if (equals < 1) {
    const message = `--set ${text}: there is no value. Write PATH=VALUE, such as --set status=CANCELED.`;
    throw new CliError('wrong-value', message);
  }
  const path = text.slice(0, equals);
  return changeAt(path, parseValue(text.slice(equals + 1)));
}

/** Returns the change that sets a path, or adds it if it has a leading `+`. */
export function changeAt(path: string, value: unknown): EventChange {
  return path.startsWith('+') ? { kind: 'add', path: path.slice(1), value } : { kind: 'set', path, value };
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
