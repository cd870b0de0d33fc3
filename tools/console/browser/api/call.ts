import type { Problem } from '../../../workbench/runs/run.ts';
import { authorization } from './token.ts';

/** Result of a request. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly status: number };

/** Sends a GET request to the console's API. */
export async function read<T>(path: string): Promise<Answer<T>> {
  return await call<T>(path, {}, {});
}

/** Sends a request that makes the console do something. */
export async function ask<T = unknown>(path: string, body: unknown = {}, method = 'POST'): Promise<Answer<T>> {
  return await call<T>(path, { method, body: JSON.stringify(body) }, { 'content-type': 'application/json' });
}

async function call<T>(path: string, init: RequestInit, headers: Readonly<Record<string, string>>): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/${path}`, { ...init, headers: { ...headers, ...authorization() } });
    const value: unknown = await response.json();
    if (response.ok) return { kind: 'ok', value: value as T };
    return { kind: 'problem', problem: problemOf(value), status: response.status };
  } catch {
    return { kind: 'problem', problem: unreachable, status: 0 };
  }
}

const unreachable: Problem = {
  message: 'The console does not answer.',
  next: 'Start it again in the terminal.',
};

function problemOf(value: unknown): Problem {
  const error: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'error') : undefined;
  return (
    (error as Problem | undefined) ?? { message: 'The console answered with something else.', next: 'Reload the page.' }
  );
}
