// Runs in a fresh process: imports one module and, if a handler is named, awaits its first event. Prints both times.
import { readFileSync, writeSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const [specifier = '', preloaded = '', handler = '', eventFile = '', now = ''] = process.argv.slice(2);
const event = eventFile === '' ? undefined : JSON.parse(readFileSync(eventFile, 'utf8'));
// The documented event is years old, and changes that are too old are not sent.
if (now !== '') Date.now = () => Number(now);

// Wix's own modules belong to the platform and are not part of the site's cost.
for (const url of preloaded.split(' ').filter(Boolean)) await import(url);

const startedAt = performance.now();
const module = await import(specifier);
const importedAt = performance.now();
const outcome = handler === '' ? undefined : await module[handler](event);
const doneAt = performance.now();

const times = { importMs: importedAt - startedAt, firstEventMs: doneAt - importedAt };
writeSync(1, JSON.stringify({ ...times, emails: outcome?.notifications?.length ?? null }));
// Background work of a package must not keep the process alive.
process.exit(0);
