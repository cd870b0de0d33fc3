import { readFileSync } from 'node:fs';

import { createEmulator, type Emulator } from '../../../emulator/emulator.ts';
import type { Invocation } from '../../../emulator/invocation.ts';
import type { CommonJs } from '../../../emulator/module-loader/keep-on-disk.ts';
import { provideCommonJs } from '../../../emulator/module-loader/transform-module.ts';

/** Input of the process that loads a site, in `input.json` of its folder. */
export interface LoadInput {
  readonly siteDir: string;
  /** Backend files, such as `backend/events.js`. */
  readonly files: readonly string[];
  readonly collections: readonly string[];
  readonly secrets: readonly string[];
  /** Text of each file and what it is transformed to: this process must not start the transformer. */
  readonly transformed: readonly (readonly [source: string, result: CommonJs])[];
}

/** Why a file does not load or a function does not return. */
export interface Trouble {
  readonly code: string;
  readonly message: string;
}

/** A file that was loaded, or a function that was called; `trouble` is absent if nothing went wrong. */
export interface Tried {
  readonly file: string;
  /** Name of the function. */
  readonly name?: string;
  readonly trouble?: Trouble;
}

/** Result of loading one site. */
export interface LoadResult {
  readonly files: readonly Tried[];
  readonly calls: readonly Tried[];
}

const HTTP_FUNCTIONS = 'backend/http-functions.js';
const httpFunction = /^(get|post|put|delete|options|use)_(\w+)$/;
/** Long enough for code that computes; a timer that waits longer is not waited for. */
const CALL_TIMEOUT_MS = 3_000;
const LOOP_MS = 2_000;
const MAX_MESSAGE = 200;
/** The permissions of the site's collections are not in its repository. */
const OPEN_TO_ALL = { read: 'ANYONE', insert: 'ANYONE', update: 'ANYONE', remove: 'ANYONE' } as const;

async function loadSite(input: LoadInput): Promise<LoadResult> {
  const emulator = createEmulator({
    siteDir: input.siteDir,
    endlessLoopMs: LOOP_MS,
    onUnhandledFetch: () => ({ json: {} }),
  });
  for (const id of input.collections) emulator.data.createCollection(id, OPEN_TO_ALL);
  for (const name of input.secrets) emulator.putSecret(name, 'secret');
  const files: Tried[] = [];
  const calls: Tried[] = [];
  for (const file of input.files) {
    const trouble = await troubleOf(() => emulator.loadModule(file));
    files.push({ file, ...(trouble && { trouble }) });
    if (trouble === undefined) calls.push(...(await callFunctions(emulator, file)));
  }
  return { files, calls };
}

/** Calls the HTTP functions of a file, or the functions that take nothing. */
async function callFunctions(emulator: Emulator, file: string): Promise<Tried[]> {
  const calls: Tried[] = [];
  for (const [name, value] of Object.entries<unknown>({ ...emulator.direct.exports(file) })) {
    const [, method = '', path = ''] = (file === HTTP_FUNCTIONS ? httpFunction.exec(name) : null) ?? [];
    const takesNothing = typeof value === 'function' && value.length === 0;
    if (method === '' && !takesNothing) continue;
    const call =
      method === ''
        ? () => emulator.invokeFunction(file, name, [], 'admin')
        : async () =>
            (await emulator.http.request(method === 'use' ? 'GET' : method, `/_functions/${path}`)).invocation;
    const trouble = await troubleOf(call);
    calls.push({ file, name, ...(trouble && { trouble }) });
  }
  return calls;
}

async function troubleOf(work: () => Promise<Invocation | undefined>): Promise<Trouble | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Trouble>((resolve) => {
    timer = setTimeout(
      () => resolve({ code: 'LATE', message: `waits longer than ${CALL_TIMEOUT_MS} ms` }),
      CALL_TIMEOUT_MS,
    );
  });
  const done = work().then(troubleOfInvocation, (error: unknown) => ({
    code: 'code' in Object(error) ? String(Reflect.get(Object(error) as object, 'code')) : 'UNKNOWN',
    message: String(error).slice(0, MAX_MESSAGE),
  }));
  return await Promise.race([done, late]).finally(() => clearTimeout(timer));
}

function troubleOfInvocation(invocation: Invocation | undefined): Trouble | undefined {
  const { result, calls } = invocation ?? {};
  // The site may swallow the error.
  const unmodelled = calls?.find(({ outcome }) => outcome === 'NOT_EMULATED');
  if (unmodelled !== undefined) {
    return { code: 'NOT_EMULATED', message: `${unmodelled.module} ${unmodelled.member}` };
  }
  if (result === undefined || result.kind === 'returned') return undefined;
  if (result.kind === 'crashed') return { code: 'CRASHED', message: 'the container crashed' };
  const { name, code, message } = result.error;
  return { code: code ?? name, message: message.slice(0, MAX_MESSAGE) };
}

const input = JSON.parse(readFileSync('input.json', 'utf8')) as LoadInput;
provideCommonJs(new Map(input.transformed));
const result = await loadSite(input);
// A timer of the site would keep the process alive.
process.stdout.write(`\n${process.argv[2] ?? ''}${JSON.stringify(result)}\n`, () => process.exit(0));
