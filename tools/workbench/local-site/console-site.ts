import { isJsonObject, valueAt } from '../../../src/backend/order-events/values/json-object.ts';
import { CliError } from '../cli-error.ts';
import type { RunResult } from '../runs/run.ts';
import type { SiteAccess } from './site-access.ts';

const ANSWER_WITHIN_MS = 2_000;

/** Finds the site of a console that answers at a local address with token; returns `undefined` if none answers. */
export async function findConsoleSite(address: string): Promise<SiteAccess | undefined> {
  const [, origin, token] = /^(http:\/\/127\.0\.0\.1:\d+)\/#token=([\w-]+)$/.exec(address) ?? [];
  if (origin === undefined || token === undefined) return undefined;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

  async function post(path: string, body: object): Promise<RunResult> {
    const options = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await answerOf(await reached(fetch(`${origin}/api/${path}`, options)))) as RunResult;
  }

  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    if (!(await fetch(`${origin}/api/status`, { headers, signal })).ok) return undefined;
  } catch {
    return undefined;
  }
  return {
    perform: (request, conditions) => post('perform', { request, ...conditions }),
    ask: (method, args) => post('ask', { method, args }),
    async now() {
      const status = await answerOf(await reached(fetch(`${origin}/api/status`, { headers })));
      return Number(valueAt(status, 'now'));
    },
    close: () => Promise.resolve(),
  };
}

async function reached(asking: Promise<Response>): Promise<Response> {
  try {
    return await asking;
  } catch (cause) {
    const message = 'The console that has this state open stopped before it answered. Its list shows what was done.';
    throw new CliError('refused', message, { exitCode: 1, cause });
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { message, next } = problemOf(answer);
  throw new CliError('refused', `The console refused it: ${message} ${next}`, { exitCode: 1 });
}

function problemOf(answer: unknown): { readonly message: string; readonly next: string } {
  const problem = valueAt(answer, 'error');
  return isJsonObject(problem)
    ? { message: String(problem['message']), next: String(problem['next']) }
    : { message: 'no reason given.', next: '' };
}
