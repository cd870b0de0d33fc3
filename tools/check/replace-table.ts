/** Returns a document with the table that a command writes into it brought up to date; throws if the text lacks the markers. */
export function replaceTable(document: string, command: string, table: string): string {
  const start = `<!-- The table below is written by \`${command}\`. -->`;
  const end = `<!-- The table above is written by \`${command}\`. -->`;
  const [before, rest] = document.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`The document has no ${start} … ${end}`);
  return `${before}${start}\n\n${table}\n\n${end}${after}`;
}
