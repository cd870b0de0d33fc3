// Runs in a fresh process: imports one module and, if a handler is named, awaits its first event. Prints the times and CPU times of both.
import { readFileSync, writeSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const [specifier = '', preloaded = '', handler = '', eventFile = '', now = ''] = process.argv.slice(2);
const event = eventFile === '' ? undefined : JSON.parse(readFileSync(eventFile, 'utf8'));
// The documented event is years old, and changes that are too old are not sent.
if (now !== '') Date.now = () => Number(now);

// Wix's own modules belong to the platform and are not part of the site's cost.
for (const url of preloaded.split(' ').filter(Boolean)) await import(url);

const started = readClocks();
const module = await import(specifier);
const imported = readClocks();
if (handler !== '') await module[handler](event);
const done = readClocks();

writeSync(
  1,
  JSON.stringify({
    importMs: imported.ms - started.ms,
    firstEventMs: done.ms - imported.ms,
    cpuMs: done.cpuMs - started.cpuMs,
  }),
);
// Background work of a package must not keep the process alive.
process.exit(0);

/** Time and CPU time of all threads of the process, in milliseconds. */
function readClocks() {
  const { user, system } = process.cpuUsage();
  return { ms: performance.now(), cpuMs: (user + system) / 1000 };
}
