/** Output that varies between runs, with the placeholder that replaces it on both sides of a comparison. */
const varying: readonly (readonly [RegExp, string])[] = [
  [/\b\d+ ms\b/g, '<duration> ms'],
  // Depends on whether the server has already handled the first of two deliveries.
  [/\b200 (kept|known)\b/g, '200 <kept or known>'],
  [/\b(127\.0\.0\.1|localhost):(\d+|PORT)/g, '$1:<port>'],
  [/#token=[\w-]+/g, '#token=<token>'],
  [/\bin [\d.]+ s, [\d,]+ a second/g, 'in <duration> s, <rate> a second'],
  [/\b[0-9a-f]{64}\b/g, '<64 random digits>'],
];

/** Terminal output that documents omit: the site that a command runs, and npm's echo of a script. */
const besides = /^(Site: .*|> .*)\n/gm;

/** Returns the text without the output that varies or that documents omit. */
export function comparable(text: string): string {
  const plain = varying.reduce((left, [pattern, name]) => left.replaceAll(pattern, name), text.replaceAll(besides, ''));
  return plain.replaceAll(/[ \t]+$/gm, '').trim();
}

/**
 * Returns how a document's output differs from the printed output; `undefined` if it does not. A `…` line matches any number of lines. Line
 * breaks within a paragraph are compared: documents show an 80-column terminal.
 */
export function differenceOf(documented: string, printed: string): string | undefined {
  const parts = comparable(documented).split(/^[ \t]*…$/m);
  const pattern = parts.map((part) => escapeRegExp(part.trim())).join('[^]*');
  const actual = comparable(printed);
  return new RegExp(`^${pattern}$`).test(actual) ? undefined : `It prints:\n${actual}`;
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
