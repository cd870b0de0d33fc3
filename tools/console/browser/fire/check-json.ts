/** Whether a text is JSON, and where it breaks if not. */
export type JsonCheck =
  { readonly kind: 'json' } | { readonly kind: 'broken'; readonly text: string; readonly line: number | null };

/** Checks what is in the editor. */
export function checkJson(text: string): JsonCheck {
  if (text.trim() === '')
    return { kind: 'broken', text: 'The editor is empty. Choose a payload of the library.', line: null };
  try {
    JSON.parse(text);
    return { kind: 'json' };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown reason';
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    const line = Number.isNaN(position) ? null : text.slice(0, position).split('\n').length;
    const where = line === null ? '' : `Line ${line}: `;
    return {
      kind: 'broken',
      text: `${where}${message.replace(/ in JSON at position.*$/, '')}. Correct it to fire.`,
      line,
    };
  }
}

/** The text with one field a line, as far as it is JSON. */
export function formatJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
