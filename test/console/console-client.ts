import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DataInspector } from '../../emulator/storage/data-inspector.ts';
import { serveConsole } from '../../tools/console/serve-console.ts';
import type {
  Listing,
  Page,
  RunDetail,
  ShownNotification,
  ShownOrder,
  ShownUnhandled,
  Status,
} from '../../tools/console/contract/answers.ts';
import type { Renewal } from '../../tools/workbench/payload/renew-events.ts';
import type { Problem, RunSummary } from '../../tools/workbench/runs/run.ts';

export const root = join(__dirname, '../..');

/** What can be read, by path. */
interface Readable {
  readonly status: Status;
  readonly runs: Page<RunSummary>;
  readonly notifications: Listing<ShownNotification>;
  readonly 'notifications?status=sent': Listing<ShownNotification>;
  readonly unhandled: Listing<ShownUnhandled>;
  readonly orders: Listing<ShownOrder>;
}

/** What a request is answered with. */
interface Asked {
  readonly status: number;
  readonly body: { readonly runs?: readonly RunSummary[]; readonly error?: Problem };
}

/** Talks to a console as its page does. */
export interface ConsoleClient {
  readonly url: string;
  read<Path extends keyof Readable>(path: Path): Promise<Readable[Path]>;
  /** Reads any path, as a page does that nobody foresaw. */
  get(path: string): Promise<unknown>;
  ask(path: string, body: unknown): Promise<Asked>;
  fire(handler: string, json: string, renewal?: Renewal): Promise<RunSummary>;
  /** Waits until nothing is queued, and gives all runs, the oldest first. */
  settled(): Promise<RunSummary[]>;
  detail(id: number): Promise<RunDetail>;
}

/** A client for the address that a console shows. */
export function createClient(url: string): ConsoleClient {
  const [base = '', token = ''] = url.split('#token=');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

  async function get(path: string): Promise<unknown> {
    return await (await fetch(`${base}api/${path}`, { headers })).json();
  }

  async function read<Path extends keyof Readable>(path: Path): Promise<Readable[Path]> {
    return (await get(path)) as Readable[Path];
  }

  async function ask(path: string, body: unknown): Promise<Asked> {
    const response = await fetch(`${base}api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Asked['body'] };
  }

  async function settled(): Promise<RunSummary[]> {
    // A question to the server takes a turn of its event loop, so this lets it work.
    while ((await read('status')).queued > 0);
    return [...(await read('runs')).rows].reverse();
  }

  return {
    url,
    read,
    get,
    ask,
    settled,
    async fire(handler, json, renewal = 'as-is') {
      const answer = await ask('fire', { events: [{ handler, label: 'test', json }], renewal });
      const id = answer.body.runs?.[0]?.id;
      const run = (await settled()).find((candidate) => candidate.id === id);
      if (run === undefined) throw new Error(`The event was refused: ${JSON.stringify(answer.body)}`);
      return run;
    },
    detail: async (id) => (await get(`runs/${id}`)) as RunDetail,
  };
}

/** A throw-away folder for a state, with what removes it. */
export function temporaryState(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'order-events-console-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A client of a console in this process. */
export interface ServedClient extends ConsoleClient {
  /** The folder of its state. */
  readonly state: string;
  /** A look behind its site. */
  readonly data: DataInspector;
}

/** Serves a console on a fresh state for each test of a file. */
export function useConsole(): () => ServedClient {
  let client: ServedClient | undefined;
  let close: () => Promise<void> = async () => undefined;
  beforeEach(async () => {
    const state = temporaryState();
    const served = await serveConsole({ root, state: state.folder, port: 0 });
    client = { ...createClient(served.url), state: state.folder, data: served.console.emulator().data };
    close = async () => {
      await served.close();
      state.remove();
    };
  });
  afterEach(() => close());
  return () => {
    if (client === undefined) throw new Error('The console is open in tests only.');
    return client;
  };
}

/** The text of a documented payload. */
export function payloadText(handler: string, name = 'documented'): string {
  return readFileSync(join(root, 'payloads', handler, `${name}.json`), 'utf8');
}
