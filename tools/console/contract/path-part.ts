/**
 * A text as one part of an address, such as the id of an order. Half of a surrogate pair, which no address can hold, is written as
 * JSON writes it: `\ud83d`.
 */
export function pathPartOf(text: string): string {
  return encodeURIComponent(JSON.stringify(text).slice(1, -1));
}

/** The text of a part that is decoded already. */
export function textOfPart(part: string): string {
  try {
    return String(JSON.parse(`"${part}"`));
  } catch {
    return part;
  }
}
