import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { naming } from '../../repository/naming.ts';
import { readLines } from './read-lines.ts';
import type { ReportFacts } from './report-facts.ts';

/** Results of the last run of a file, read line by line during the next run. */
export interface KeptResults {
  /** `true` if there is a last run to compare with. */
  readonly isThere: boolean;
  /** Returns the facts of the next line of the last run; must be called once per line. */
  next(): Promise<ReportFacts | undefined>;
  keep(facts: ReportFacts): void;
  /** Replaces the last run by this one; without a commit the last one is kept. */
  commit(): void;
  close(): Promise<void>;
}

const BUFFER_LENGTH = 256 * 1024;

/** Number of different replays whose results are kept; the oldest are deleted first. */
const MAX_KEPT = 20;

/** Opens the results under `folder` of the run that `identity` describes: the file's hash, and all else that affects the outcome. */
export function openKeptResults(folder: string, identity: readonly unknown[]): KeptResults {
  mkdirSync(folder, { recursive: true });
  const key = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 24);
  const file = join(folder, `${key}.jsonl`);
  const partial = `${file}.partial`;
  const isThere = existsSync(file);
  const previous = isThere ? readLines(file) : undefined;
  const descriptor = openSync(partial, 'w');
  let buffer = '';
  let isOpen = true;

  function flush(): void {
    naming(partial, () => writeSync(descriptor, buffer));
    buffer = '';
  }

  function finish(): void {
    if (!isOpen) return;
    isOpen = false;
    flush();
    closeSync(descriptor);
  }

  return {
    isThere,
    async next() {
      const line = await previous?.next();
      return line === undefined || line.done === true ? undefined : readFacts(line.value.text);
    },
    keep(facts) {
      buffer += `${JSON.stringify(facts)}\n`;
      if (buffer.length > BUFFER_LENGTH) flush();
    },
    commit() {
      finish();
      renameSync(partial, file);
      removeOldest(folder);
    },
    async close() {
      finish();
      await previous?.return(undefined);
    },
  };
}

function removeOldest(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => ({ path: join(folder, name), writtenAt: statSync(join(folder, name)).mtimeMs }))
    .sort((left, right) => right.writtenAt - left.writtenAt);
  for (const { path } of files.slice(MAX_KEPT)) rmSync(path, { force: true });
}

function readFacts(text: string): ReportFacts | undefined {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, fact]) => [name, String(fact)]));
}
