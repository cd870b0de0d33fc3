import type { ThrownError } from '../invocation.ts';
import { sourceMapOf } from '../module-loader/transform-module.ts';

/** Describes a value thrown by site code, which may not be an Error. */
export function readThrownError(thrown: unknown): ThrownError {
  if (thrown === null || typeof thrown !== 'object') {
    return { name: 'thrown value', message: String(thrown), code: null, stack: null };
  }
  const stack = read(thrown, 'stack');
  return {
    name: read(thrown, 'name') ?? 'Error',
    message: read(thrown, 'message') ?? '',
    code: read(thrown, 'code') ?? null,
    stack: stack === undefined ? null : mapStack(stack),
  };
}

function read(thrown: object, name: string): string | undefined {
  const value: unknown = Reflect.get(thrown, name);
  return typeof value === 'string' ? value : undefined;
}

/** Maps the frames of a stack to lines of the built files. */
function mapStack(stack: string): string {
  return stack.replaceAll(/([^\s(]+\.js):(\d+):(\d+)/g, (frame, file: string, line: string, column: string) => {
    const entry = sourceMapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (entry === undefined || !('originalLine' in entry)) return frame;
    return `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
