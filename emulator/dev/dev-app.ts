import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import type { Emulator } from '../emulator.ts';
import { EmulatorError } from '../emulator-error.ts';
import type { Invocation } from '../invocation.ts';
import type { FrontendIdentity } from '../web-methods/run-web-method.ts';
import { exportCollections, readJson } from './local-files.ts';
import { showCollection, showOverview } from './show-page.ts';

/** What the server of a site needs. */
export interface DevSite {
  /** The open emulator; another one after a snapshot was restored. */
  emulator(): Emulator;
  /** Brings the clock up to date before something runs. */
  tick(): void;
  snapshot(name: string): void;
  restore(name: string): void;
  /** Folder with one JSON file for each handler: the event that Wix documents. */
  readonly payloadDir: string | undefined;
}

const MAX_BODY_BYTES = 1_000_000;
const own = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Creates the server of a site: its http functions, and below `/_emulator` what Wix or the site's owner does. */
export function createDevApp(site: DevSite): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES }));
  app.use(async (context, next) => {
    // A page of another site that the developer's browser shows must not reach the server, by whatever name.
    if (!own.test(context.req.header('host') ?? ''))
      return context.json({ problem: 'This is a server of this computer.' }, 403);
    site.tick();
    await next();
    return undefined;
  });
  app.use('/_emulator/*', async (context, next) => {
    const origin = context.req.header('origin');
    if (origin !== undefined && new URL(context.req.url).origin !== origin) {
      return context.json({ problem: 'Pages of other sites may not use this.' }, 403);
    }
    context.header('cache-control', 'no-store');
    await next();
    return undefined;
  });
  app.onError((error, context) => {
    if (!(error instanceof EmulatorError)) throw error;
    return context.json({ problem: error.message, code: error.code }, 400);
  });
  addFunctions(app, site);
  addPages(app, site);
  addRuns(app, site);
  addState(app, site);
  return app;
}

function addFunctions(app: Hono, site: DevSite): void {
  const serve = async ({ req }: Context): Promise<Response> => {
    const { status, headers, body } = await site.emulator().http.request(req.method, req.url, {
      headers: req.header(),
      body: new Uint8Array(await req.arrayBuffer()),
    });
    return new Response(status === 204 || status === 304 ? null : new Uint8Array(body), { status, headers });
  };
  app.all('/_functions/*', serve);
  app.all('/_functions-dev/*', serve);
}

function addPages(app: Hono, site: DevSite): void {
  const html = (context: Context, text: string): Response => {
    context.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    return context.html(text);
  };
  app.get('/', (context) => html(context, showOverview(site.emulator(), listEvents(site))));
  app.get('/_emulator/collections', ({ json }) => json(collectionsOf(site.emulator())));
  app.get('/_emulator/collections/:name', (context) => {
    const { name } = context.req.param();
    if (!collectionsOf(site.emulator()).some(({ collection }) => collection === name)) return context.notFound();
    return html(context, showCollection(site.emulator(), name));
  });
}

function addRuns(app: Hono, site: DevSite): void {
  app.get('/_emulator/events', ({ json }) => json(listEvents(site)));
  app.post('/_emulator/events/:handler', async (context) => {
    const { handler } = context.req.param();
    const text = await context.req.text();
    const event = text === '' ? knownEvent(site, handler) : parse(text);
    return answer(context, await site.emulator().invokeEvent(handler, event));
  });
  app.post('/_emulator/web-methods/:file{.+}/:method', async (context) => {
    const { file, method } = context.req.param();
    const args = parse((await context.req.text()) || '[]');
    if (!Array.isArray(args)) throw new EmulatorError('FILE_NOT_USABLE', 'The body must be an array of arguments.');
    const identity = readIdentity(context.req.header('x-velo-identity') ?? 'visitor');
    return answer(context, await site.emulator().invokeWebMethod(file, method, args, identity));
  });
  app.get('/_emulator/jobs', ({ json }) => json(site.emulator().listJobs()));
  app.post('/_emulator/jobs/:name', async (context) =>
    answer(context, await site.emulator().invokeJob(context.req.param('name'))),
  );
  app.post('/_emulator/clock', async (context) => {
    const { advanceMs } = Object(parse(await context.req.text())) as { readonly advanceMs?: unknown };
    if (typeof advanceMs !== 'number' || !(advanceMs >= 0)) {
      throw new EmulatorError('FILE_NOT_USABLE', 'The body must be {"advanceMs": NUMBER}.');
    }
    const runs = await site.emulator().runDueJobs(site.emulator().clock.now() + advanceMs);
    const ran = runs.map(({ job, dueAt, invocation }) => ({ job: job.functionName, dueAt, result: invocation.result }));
    return context.json({ now: site.emulator().clock.now(), ran });
  });
}

function addState(app: Hono, site: DevSite): void {
  app.get('/_emulator/calls', ({ json }) => json(site.emulator().calls()));
  app.get('/_emulator/emails', ({ json }) => json(site.emulator().emails()));
  app.get('/_emulator/export', ({ json }) => json(exportCollections(site.emulator())));
  app.post('/_emulator/snapshots/:name', (context) => {
    site.snapshot(context.req.param('name'));
    return context.json({ kind: 'taken' });
  });
  app.post('/_emulator/snapshots/:name/restore', (context) => {
    site.restore(context.req.param('name'));
    return context.json({ kind: 'restored' });
  });
}

function answer(context: Context, { result, calls, emails, logs }: Invocation): Response {
  const status = result.kind === 'returned' ? 200 : 500;
  return context.json({ result, calls, emails, logs }, status);
}

/** A collection in the list of all. */
interface CollectionRow {
  readonly collection: string;
  readonly count: number;
  readonly permissions: unknown;
}

function collectionsOf({ data }: Emulator): CollectionRow[] {
  return data.collections().map(({ _id, permissions }) => ({ collection: _id, count: data.count(_id), permissions }));
}

/** An event that the package has: one that Wix documents, or an example written from the documented fields. */
interface KnownEvent {
  readonly handler: string;
  readonly source: string;
}

function listEvents({ payloadDir }: DevSite): KnownEvent[] {
  if (payloadDir === undefined) return [];
  return readdirSync(payloadDir)
    .sort()
    .flatMap((file) => {
      const [, handler, source] = /^(\w+)\.(documented|example)\.json$/.exec(file) ?? [];
      return handler === undefined || source === undefined ? [] : [{ handler, source }];
    });
}

function knownEvent(site: DevSite, handler: string): unknown {
  const found = listEvents(site).find((one) => one.handler === handler);
  if (found !== undefined && site.payloadDir !== undefined) {
    return readJson(join(site.payloadDir, `${handler}.${found.source}.json`));
  }
  const message = `The package has no event for ${handler}: send one as the body.`;
  throw new EmulatorError('FILE_NOT_USABLE', message);
}

function readIdentity(text: string): FrontendIdentity {
  if (text === 'visitor' || text === 'admin') return text;
  const [, memberId] = /^member:(.+)$/.exec(text) ?? [];
  if (memberId !== undefined) return { memberId };
  throw new EmulatorError('FILE_NOT_USABLE', 'The header x-velo-identity is visitor, admin or member:ID.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new EmulatorError('FILE_NOT_USABLE', 'The body is not JSON.');
  }
}
