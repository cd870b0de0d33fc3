import { CommanderError } from 'commander';

import { EmulatorError } from '../emulator/emulator-error.ts';
import { isDatabaseError, sqliteError } from '../emulator/state-error.ts';
import { createProgram } from './program.ts';
import { CliError, type CliErrorCode } from './workbench/cli-error.ts';
import type { CommandLine } from './workbench/session/command-line.ts';
import { createSession, type Session } from './workbench/session/session.ts';
import { visibleLine } from '../emulator/cli/visible-text.ts';
import { messageOf } from './workbench/message-of.ts';

/** Runs one call and returns its exit code: 0 success, 1 rejection or failure, 2 wrong usage. Never rejects. */
export async function run(line: CommandLine): Promise<number> {
  const session = createSession(line);
  let exitCode = 0;
  try {
    const program = createProgram(session, (code) => (exitCode = code));
    await program.parseAsync([...line.argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return await report(session, asCliError(error));
  }
}

async function report({ line, note, print }: Session, error: CliError): Promise<number> {
  const { code, message, suggestion, exitCode } = error;
  // A message is one line, so line breaks in what it quotes are escaped.
  if (message !== '') note(visibleLine(message));
  if (suggestion !== undefined) note(`Did you mean ${visibleLine(suggestion)}?`);
  if (code === 'failed' && error.cause instanceof Error) note(error.cause.stack ?? '');
  if (line.argv.includes('--json')) {
    await print(JSON.stringify({ error: { code, message, suggestion: suggestion ?? null } }));
  }
  return exitCode;
}

function asCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof CommanderError) return usageError(error);
  // The local Wix reports what the site lacks; this is not a bug of the command, so no stack is printed.
  if (error instanceof EmulatorError) {
    const code = error.code === 'STATE_NOT_USABLE' ? 'file-not-usable' : 'site-not-ready';
    return new CliError(code, error.message, { exitCode: 1, cause: error });
  }
  if (isSystemError(error)) return systemError(error);
  const message = messageOf(error);
  return new CliError('failed', message, { exitCode: 1, cause: error });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write or read there',
  EPERM: 'this user may not do that there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full for this user',
  EISDIR: 'it is a folder, and a file is needed',
  ENOTDIR: 'a file is in the place of a folder',
  EEXIST: 'something else is there already',
  ENOENT: 'it is not there',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
};

/** `true` for errors of the system, and for those of SQLite about a file. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') return false;
  return 'syscall' in error || ('path' in error && isDatabaseError(error));
}

/** Converts an error about an unusable file or folder; this is not a bug of the command, so no stack is printed. */
function systemError(error: NodeJS.ErrnoException): CliError {
  const { path, message } = error;
  const { code, meaning } = sqliteError(error.code ?? '');
  const reason = reasons[code] ?? meaning;
  const text = path === undefined || reason === undefined ? message : `${path}: ${reason} (${code}).`;
  return new CliError('file-not-usable', text, { exitCode: 1, cause: error });
}

/** Converts an error of Commander, which puts its suggestion at the end of the message. */
function usageError({ code, message }: CommanderError): CliError {
  const [, text = '', suggestion] =
    /^(?:error: )?([^]*?)(?:\n\(Did you mean (?:one of )?(.*)\?\))?$/.exec(message) ?? [];
  // The help was printed instead, so there is nothing to add.
  const shown = code === 'commander.help' ? '' : `${text.replace(/\.$/, '')}. See node bin/order-events.js --help.`;
  return new CliError(kindOf(code), shown, { suggestion });
}

function kindOf(code: string): CliErrorCode {
  if (code === 'commander.unknownCommand') return 'unknown-command';
  return code === 'commander.unknownOption' ? 'unknown-option' : 'wrong-arguments';
}
