/**
 * Escapes a text from outside, such as a ticket or tracking number, for an occurrence, in which `@`, `~` and `+` have a meaning. Nearly
 * every such text stays as it is.
 */
export function occurrencePart(text: string): string {
  return escaped(text, /[%@~+]/g);
}

/** Escapes a part of a notification's key, whose parts are separated by `/`. */
export function keyPart(text: string): string {
  return escaped(text, /[%/]/g);
}

/** Returns the last part of a notification's key: the rule, followed by `@` and the ticket if the rule is for every guest. */
export function lastKeyPart(rule: string, ticketNumber: string | undefined): string {
  const escape = /[%@]/g;
  const ticket = ticketNumber === undefined ? [] : [escaped(ticketNumber, escape)];
  return [escaped(rule, escape), ...ticket].join('@');
}

/** Returns the text that was escaped as a part. */
export function textOfPart(part: string): string {
  return part.replace(/%([\dA-F]{2})/g, (_escape, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function escaped(text: string, characters: RegExp): string {
  return text.replace(characters, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
