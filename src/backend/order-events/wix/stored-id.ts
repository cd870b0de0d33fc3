/**
 * Returns an id or key in its stored form. Databases cut a text at a NUL and replace half a surrogate pair, so that two ids would become
 * one; such characters are written as `%u0000`. All other ids stay as they are, except those that contain that very form.
 */
export function storedId(id: string): string {
  return id.replace(/%(?=u[\dA-F]{4})|[\p{Cc}\p{Cs}]/gu, (character) => {
    return `%u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** Returns the id or key from its stored form; `undefined` if the field holds no text. */
export function idOfField(field: unknown): string | undefined {
  return typeof field === 'string' ? idOfStored(field) : undefined;
}

/** Returns the id or key from its stored form. */
export function idOfStored(text: string): string {
  return text.replace(/%u([\dA-F]{4})/g, (_escape, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
