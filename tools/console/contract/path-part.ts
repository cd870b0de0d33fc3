/**
 * Encodes a text, such as an order ID, as one part of a URL path. An unpaired surrogate, which a URL cannot contain, is escaped as in JSON:
 * `\ud83d`.
 */
export function pathPartOf(text: string): string {
  return encodeURIComponent(JSON.stringify(text).slice(1, -1));
}

/** Returns the text of a part that is already URL-decoded. */
export function textOfPart(part: string): string {
  try {
    return String(JSON.parse(`"${part}"`));
  } catch {
    return part;
  }
}
