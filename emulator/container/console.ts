import { inspect, format } from 'node:util';

import type { LogLine } from '../invocation.ts';

const MAX_MESSAGE_CHARS = 10_000;

const levels: Record<string, LogLine['level']> = {
  debug: 'debug',
  trace: 'debug',
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
};

/** Creates the members of a container's console: every line goes to `write`, none to this process's output. */
export function createConsoleMembers(
  write: (level: LogLine['level'], message: string) => void,
): Record<string, (...values: unknown[]) => void> {
  const members: Record<string, (...values: unknown[]) => void> = {};
  for (const [name, level] of Object.entries(levels)) {
    members[name] = (...values) => write(level, format(...values).slice(0, MAX_MESSAGE_CHARS));
  }
  members['dir'] = (value) => write('info', inspect(value).slice(0, MAX_MESSAGE_CHARS));
  members['assert'] = (isTrue, ...values) => {
    if (!isTrue) write('error', `Assertion failed: ${format(...values)}`.slice(0, MAX_MESSAGE_CHARS));
  };
  return members;
}
