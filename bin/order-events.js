#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const oldestNode = [20, 11];
const root = fileURLToPath(new URL('..', import.meta.url));
// Only the package that is made of this repository has it; a clone runs its sources.
const built = new URL('../lib/run.js', import.meta.url);
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
    if (folder.pathname === new URL('..', folder).pathname) return false;
  }
}

async function start() {
  const { run } = isBuilt ? await import(built.href) : await importSources();
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

async function importSources() {
  const { register } = await import('tsx/esm/api');
  register();
  return await import('../tools/run.ts');
}
