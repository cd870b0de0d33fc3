import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** Program that runs code of a site. */
export interface GuardedProgram {
  /** Folder of this package. */
  readonly root: string;
  /** Folder that the program may read, and the only one unless `readable` names others. */
  readonly folder: string;
  /** Program in the folder. It writes `process.argv[2]` and then its result as JSON in one line to stdout. */
  readonly file: string;
  /** Other folders that it may read. */
  readonly readable?: readonly string[];
  /** Folders that it may write to; none by default. */
  readonly writable?: readonly string[];
  /** `true` if it needs native modules of `readable` folders. */
  readonly hasAddons?: boolean;
  readonly timeoutMs: number;
}

/** End of a guarded program; `problem` completes "The code of the site …". */
export type GuardedEnd =
  { readonly kind: 'returned'; readonly value: unknown } | { readonly kind: 'failed'; readonly problem: string };

const MAX_OUTPUT_MB = 64;
const MAX_MEMORY_MB = 512;
/** Longest part of a failed program's stderr that is shown. */
const MAX_SHOWN = 600;

const LOOPBACK_ONLY = 'loopback-only.cjs';

/**
 * Runs a program in a process of its own with the permission model of Node.js: it reads and writes only the given folders, starts no
 * process or thread, gets no environment, reaches only the loopback address, and is ended after `timeoutMs`.
 */
export function runGuarded(program: GuardedProgram): Promise<GuardedEnd> {
  const folder = realpathSync(program.folder);
  copyFileSync(join(program.root, 'tools/site', LOOPBACK_ONLY), join(folder, LOOPBACK_ONLY));
  // Whatever else the code prints is not taken for the result.
  const mark = randomUUID();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...flagsFor(program, folder), join(folder, program.file), mark], {
      cwd: folder,
      env: systemEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let problem: string | undefined;
    const printed = collectOutput(child.stdout, () => end(`printed more than ${MAX_OUTPUT_MB} MB`));
    const errors = collectOutput(child.stderr, () => end(`printed more than ${MAX_OUTPUT_MB} MB`));
    const timer = setTimeout(() => {
      end(`did not end within ${program.timeoutMs / 1_000} seconds; look for a loop without an end`);
    }, program.timeoutMs);
    process.once('exit', kill);
    child.on('error', (error) => end(`could not be started: ${error.message}`));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      process.off('exit', kill);
      resolve(problem === undefined ? readEnd(printed(), errors(), mark, code ?? signal) : { kind: 'failed', problem });
    });

    function end(what: string): void {
      problem ??= what;
      kill();
    }

    function kill(): void {
      child.kill('SIGKILL');
    }
  });
}

/** Collects a stream; calls `tooMuch` instead once it is above the limit. */
function collectOutput(stream: Readable, tooMuch: () => void): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_OUTPUT_MB * 1024 ** 2) tooMuch();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

function readEnd(printed: string, errors: string, mark: string, code: number | string | null): GuardedEnd {
  const line = printed
    .split('\n')
    .filter((one) => one.startsWith(mark))
    .at(-1);
  const result = line === undefined ? undefined : valueOf(line.slice(mark.length));
  if (result !== undefined) return { kind: 'returned', value: result.value };
  const reason = /^\S*Error.*$/m.exec(errors)?.[0] ?? errors.trim().slice(-MAX_SHOWN);
  return { kind: 'failed', problem: `ended without a result (${String(code)})${reason === '' ? '' : `: ${reason}`}` };
}

function valueOf(json: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(json) as unknown };
  } catch {
    return undefined;
  }
}

function flagsFor({ readable = [], writable = [], hasAddons = false }: GuardedProgram, folder: string): string[] {
  // Node.js 20 has the permission model as an experiment.
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  return [
    permission,
    // Node.js 20 aborts if a folder is given twice.
    ...[...new Set([folder, ...readable.map((one) => realpathSync(one))])].map(
      (one) => `--allow-fs-read=${join(one, '*')}`,
    ),
    ...writable.map((one) => `--allow-fs-write=${join(realpathSync(one), '*')}`),
    ...(hasAddons ? ['--allow-addons'] : []),
    '--no-warnings',
    `--max-old-space-size=${MAX_MEMORY_MB}`,
    '--require',
    join(folder, LOOPBACK_ONLY),
  ];
}

/** Only what Windows needs to start a process. */
function systemEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return SystemRoot === undefined ? {} : { SystemRoot };
}
