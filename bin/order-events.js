#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register();
const { run } = await import('../tools/run.ts');

// A reader that closes the pipe early, such as `head`, is no error.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

// Ending by `exit` lets a throw-away state be removed; the codes are those of a shell.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

process.exitCode = await run({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cwd: process.cwd(),
  argv: process.argv.slice(2),
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
});
