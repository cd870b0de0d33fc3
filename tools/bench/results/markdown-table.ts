/** Formats a Markdown table; with `isNumeric`, every column but the first is right-aligned. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[], isNumeric = true): string {
  const rule = head.map((_cell, index) => (index > 0 && isNumeric ? '---:' : '---'));
  return [head, rule, ...rows].map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`).join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
