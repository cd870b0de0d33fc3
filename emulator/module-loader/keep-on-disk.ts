import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Code that Node.js runs by `require`, with its source map. */
export interface CommonJs {
  readonly code: string;
  readonly map: string;
}

/** Enough for the files of many sites; beyond it, all are removed, because few of them can be of use. */
const MAX_KEPT = 4_000;

/**
 * Returns what an earlier process made of the same parts, as it is kept below `node_modules/.cache/`; makes and keeps it if there is none.
 * The parts are everything that decides the result. What `make` throws is thrown, and not kept.
 */
export function keepOnDisk(parts: readonly unknown[], make: () => CommonJs): CommonJs {
  const folder = findFolder();
  if (folder === undefined) return make();
  const id = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const file = join(folder, `${id}.json`);
  const kept = readKept(file);
  if (kept !== undefined) return kept;
  const made = make();
  write(file, made);
  return made;
}

/** Returns the folder in the packages of the project in which this process runs; `undefined` if it has none. */
function findFolder(): string | undefined {
  for (let dir = process.cwd(); ; dir = dirname(dir)) {
    const packages = join(dir, 'node_modules');
    if (existsSync(packages)) return join(packages, '.cache/velo-emulator');
    if (dir === dirname(dir)) return undefined;
  }
}

function readKept(file: string): CommonJs | undefined {
  try {
    const { code, map } = JSON.parse(readFileSync(file, 'utf8')) as Partial<CommonJs>;
    return code === undefined || map === undefined ? undefined : { code, map };
  } catch {
    return undefined;
  }
}

/** Does nothing where nothing can be written. */
function write(file: string, made: CommonJs): void {
  const folder = dirname(file);
  const part = `${file}.${process.pid}`;
  try {
    if (existsSync(folder) && readdirSync(folder).length > MAX_KEPT) rmSync(folder, { recursive: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(part, JSON.stringify(made));
    renameSync(part, file);
  } catch {
    // The next process makes it again.
  }
}
