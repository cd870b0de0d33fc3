import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';

import { createProgram } from '../../tools/program.ts';
import { run } from '../../tools/run.ts';
import { createSession } from '../../tools/workbench/session/session.ts';
import { parseJsonObject, type JsonObject } from '../../tools/workbench/payload/json.ts';

/** The folder of this package. */
export const root = resolve(__dirname, '../..');

/** What a call of the command gave. */
export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface CliOptions {
  readonly stdin?: string;
  readonly isTTY?: boolean;
  readonly env?: Record<string, string>;
  readonly siteRoot?: string;
  /** The folder that the command is called in. */
  readonly cwd?: string;
}

/** Runs the command in this process on the built site, with no terminal unless said. */
export async function runCli(
  argv: readonly string[],
  { stdin = '', isTTY = false, env = {}, siteRoot = root, cwd }: CliOptions = {},
): Promise<CliResult> {
  const written = { stdout: '', stderr: '' };
  const exitCode = await run({
    root: siteRoot,
    ...(cwd === undefined ? {} : { cwd }),
    argv,
    stdout: { write: (text) => (written.stdout += text).length >= 0, isTTY, columns: 80 },
    stderr: { write: (text) => (written.stderr += text).length >= 0, isTTY, columns: 80 },
    stdin: inputOf(stdin),
    env,
  });
  return { exitCode, ...written };
}

/** The JSON objects of a call with `--json`, one a line. */
export async function runJson(
  argv: readonly string[],
  stdin = '',
): Promise<{ readonly exitCode: number; readonly objects: JsonObject[] }> {
  const { exitCode, stdout } = await runCli([...argv, '--json'], { stdin });
  return { exitCode, objects: stdout.trimEnd().split('\n').map(parseJsonObject) };
}

/** The words of every command that does something, such as `event fire`. */
export function commandNames(): string[] {
  const output = { write: () => true };
  const line = { root, argv: [], stdout: output, stderr: output, stdin: inputOf(''), env: {} };
  return namesBelow(createProgram(createSession(line), () => undefined));
}

function namesBelow({ commands }: Command): string[] {
  return commands.flatMap((command) =>
    command.commands.length === 0 ? [command.name()] : namesBelow(command).map((name) => `${command.name()} ${name}`),
  );
}

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'order-events-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function* inputOf(text: string): AsyncGenerator<string> {
  if (text !== '') yield text;
}
