import { appendFileSync, writeFileSync } from 'node:fs';

let listFile = '';

/** Called by Node.js with what `register` was given. */
export function initialize(data) {
  listFile = data.listFile;
  writeFileSync(listFile, '');
}

/** Notes each file as it is loaded, and leaves the loading as it is. */
export async function load(url, context, nextLoad) {
  if (url.startsWith('file:')) appendFileSync(listFile, `${url}\n`);
  return nextLoad(url, context);
}
