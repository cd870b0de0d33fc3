#!/usr/bin/env node
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const oldestNode = [20, 11];
const root = fileURLToPath(new URL('..', import.meta.url));
// Only the package that is made of this repository has it; a clone bundles its sources whenever they changed.
const built = new URL('../lib/run.js', import.meta.url);
const cache = new URL('../node_modules/.cache/order-events/', import.meta.url);
const isBuilt = existsSync(built);
const packages = isBuilt ? ['esbuild', 'libsql'] : ['tsx', 'commander', 'valibot', 'libsql'];

// A reader that closes the pipe early, such as `head`, is no error.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`The output cannot be written: ${error.message}\n`);
  process.exit(1);
});

// Ending by `exit` lets a throw-away state be removed; the codes are those of a shell.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
// The terminal was closed.
process.once('SIGHUP', () => process.exit(129));

const problem = whatIsMissing();
if (problem === undefined) process.exitCode = await start();
else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

/** Why nothing can run here. Uses nothing that an old Node.js or a folder without packages does not have. */
function whatIsMissing() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldest, oldestMinor] = oldestNode;
  if (major < oldest || (major === oldest && minor < oldestMinor)) {
    return `This is Node.js ${process.versions.node}, and ${oldestNode.join('.')} is the oldest that will do: https://nodejs.org`;
  }
  return packages.every((name) => isThere(name))
    ? undefined
    : `The packages are not installed. Run npm install in ${root}`;
}

/** Whether a package is in this folder, or in one above it, as when this one is installed itself. */
function isThere(name) {
  for (let folder = new URL('..', import.meta.url); ; folder = new URL('..', folder)) {
    if (existsSync(new URL(`node_modules/${name}/package.json`, folder))) return true;
    if (folder.href === new URL('..', folder).href) return false;
  }
}

async function start() {
  const { run } = await importCommands();
  return await run({
    root,
    cwd: process.cwd(),
    argv: process.argv.slice(2),
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
  });
}

async function importCommands() {
  if (isBuilt) return await import(built.href);
  const bundle = findBundle() ?? (await bundleSources());
  return await import(bundle?.href ?? '../tools/run.ts');
}

/** The bundle in the cache; `undefined` if there is none, or any of its sources is no longer as it was. */
function findBundle() {
  try {
    const { file, sources } = JSON.parse(readFileSync(new URL(nameOfBundle(), cache), 'utf8'));
    const isFresh = Object.entries(sources).every(([path, stamp]) => stampOf(root + path) === stamp);
    return isFresh ? new URL(file, cache) : undefined;
  } catch {
    return undefined;
  }
}

/** Name of the file about the bundle. Clones may share the packages, and with them the cache. */
function nameOfBundle() {
  const { dev, ino } = statSync(root);
  return `${dev}-${ino}.json`;
}

/** Differs whenever a file was written, replaced or moved, also if its time was set back. */
function stampOf(file) {
  const { size, mtimeMs, ctimeMs } = statSync(file);
  return `${size} ${mtimeMs} ${ctimeMs}`;
}

/** Bundles the sources into the cache; `undefined` where they must run as they are, because the cache cannot be written. */
async function bundleSources() {
  const { register } = await import('tsx/esm/api');
  register();
  const { cacheCommandLine } = await import('../tools/package/cache-command-line.ts');
  const isCached = await cacheCommandLine(root, fileURLToPath(new URL(nameOfBundle(), cache)), stampOf);
  return isCached ? findBundle() : undefined;
}
