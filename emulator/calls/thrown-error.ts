import type { ThrownError } from '../invocation.ts';

/** Describes a value thrown by site code, which may not be an Error. */
export function readThrownError(thrown: unknown): ThrownError {
  if (thrown === null || typeof thrown !== 'object') {
    return { name: 'thrown value', message: String(thrown), code: null, stack: null };
  }
  return {
    name: read(thrown, 'name') ?? 'Error',
    message: read(thrown, 'message') ?? '',
    code: read(thrown, 'code') ?? null,
    stack: read(thrown, 'stack') ?? null,
  };
}

function read(thrown: object, name: string): string | undefined {
  const value: unknown = Reflect.get(thrown, name);
  return typeof value === 'string' ? value : undefined;
}
