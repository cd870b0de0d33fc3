import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';

/** Position of a JSON syntax error. */
export interface JsonProblem {
  readonly from: number;
  readonly to: number;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Returns the JSON syntax errors of a text, in order; empty if the text is valid. */
export function findJsonProblems(text: string): JsonProblem[] {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  if (errors.length > 0) return errors.map((error) => problemOf(text, error));
  // The parser that reads the event decides: it is stricter in a few cases, such as a tab within a string.
  return isJson(text) ? [] : [{ from: 0, to: text.length, line: 1, text: 'This is not JSON' }];
}

function problemOf(text: string, { error, offset, length }: ParseError): JsonProblem {
  const words = printParseErrorCode(error).replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const from = Math.min(offset, text.length);
  return {
    from,
    to: Math.min(offset + length, text.length),
    line: text.slice(0, from).split('\n').length,
    text: words,
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Formats JSON with one field per line; returns an invalid text unchanged. */
export function formatJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
