/**
 * A text from outside as a part of an occurrence, in which `@`, `~` and `+` have a meaning of their own: the number of a ticket, or
 * a tracking number. Nearly every such text stays as it is.
 */
export function occurrencePart(text: string): string {
  return escaped(text, /[%@~+]/g);
}

/** A part of a notification's key, whose parts are told apart by `/`. */
export function keyPart(text: string): string {
  return escaped(text, /[%/]/g);
}

/** The last part of a notification's key: the rule, and behind an `@` the ticket where the rule tells every guest. */
export function lastKeyPart(rule: string, ticketNumber: string | undefined): string {
  const escape = /[%@]/g;
  const ticket = ticketNumber === undefined ? [] : [escaped(ticketNumber, escape)];
  return [escaped(rule, escape), ...ticket].join('@');
}

/** The text of which a part was made. */
export function textOfPart(part: string): string {
  return part.replace(/%([\dA-F]{2})/g, (_escape, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function escaped(text: string, characters: RegExp): string {
  return text.replace(characters, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
