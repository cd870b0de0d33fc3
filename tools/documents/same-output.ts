/** What differs from run to run, and what stands for it on both sides of a comparison. */
const varying: readonly (readonly [RegExp, string])[] = [
  [/\b\d+ ms\b/g, '<duration> ms'],
  // It depends on whether the server has handled the first of two by then.
  [/\b200 (kept|known)\b/g, '200 <kept or known>'],
  [/\b(127\.0\.0\.1|localhost):(\d+|PORT)/g, '$1:<port>'],
  [/#token=[\w-]+/g, '#token=<token>'],
  [/\bin [\d.]+ s, [\d,]+ a second/g, 'in <duration> s, <rate> a second'],
  [/\b[0-9a-f]{64}\b/g, '<64 random digits>'],
];

/** What the terminal shows besides, which documents leave out: the site that a command runs, and what npm says of a script. */
const besides = /^(Site: .*|> .*)\n/gm;

/** A text in which only what matters is left. */
export function comparable(text: string): string {
  const plain = varying.reduce((left, [pattern, name]) => left.replaceAll(pattern, name), text.replaceAll(besides, ''));
  return plain.replaceAll(/[ \t]+$/gm, '').trim();
}

/**
 * Why a document's output is not what was printed; `undefined` when it is. A line of `…` stands for any lines, or none. Line breaks within a
 * paragraph count: documents show a terminal of 80 characters.
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
