// Runs in a fresh process: imports one module and prints the files loaded.
import { readFileSync, writeSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { fileURLToPath } from 'node:url';

const [specifier = '', listFile = ''] = process.argv.slice(2);
register('./note-loaded.js', import.meta.url, { data: { listFile } });
await import(specifier);

const imported = readFileSync(listFile, 'utf8').split('\n').filter(Boolean).map(fileURLToPath);
// Files required by CommonJS modules bypass the import hooks.
const required = Object.keys(createRequire(import.meta.url).cache);
writeSync(1, JSON.stringify([...new Set([...imported, ...required])]));
process.exit(0);
