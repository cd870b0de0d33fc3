import { appendFileSync, writeFileSync } from 'node:fs';

let listFile = '';

/** Called by Node.js with the data passed to `register`. */
export function initialize(data) {
  listFile = data.listFile;
  writeFileSync(listFile, '');
}

/** Records each loaded file, without changing how it is loaded. */
export async function load(url, context, nextLoad) {
  if (url.startsWith('file:')) appendFileSync(listFile, `${url}\n`);
  return nextLoad(url, context);
}
