import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from '../workbench/local-site/state-place.ts';

/** Which state a console is open on. */
export interface OpenOn {
  readonly state?: string | undefined;
}

const ANSWER_WITHIN_MS = 1_000;

/** The address of the console that is open on a state; two at once would not see each other's events. */
export async function findOpenConsole(root: string, { state }: OpenOn): Promise<string | undefined> {
  const file = addressFile(root, state);
  if (!existsSync(file)) return undefined;
  const address = readFileSync(file, 'utf8').trim();
  const [, origin, token] = /^(http:\/\/127\.0\.0\.1:\d+)\/#token=([\w-]+)$/.exec(address) ?? [];
  if (origin === undefined || token === undefined) return undefined;
  try {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${origin}/api/status`, { headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return response.ok ? address : undefined;
  } catch {
    return undefined;
  }
}

/** Notes the address for `findOpenConsole`, readable for its owner only; gives what takes the note away, which the end of this process does too. */
export function noteAddress(root: string, { state }: OpenOn, address: string): () => void {
  const file = addressFile(root, state);
  rmSync(file, { force: true });
  writeFileSync(file, `${address}\n`, { mode: 0o600 });
  const forget = (): void => rmSync(file, { force: true });
  process.once('exit', forget);
  return () => {
    process.removeListener('exit', forget);
    forget();
  };
}

function addressFile(root: string, state: string | undefined): string {
  return join(stateFolder(root, { state }), 'console-address');
}
