import { randomBytes } from 'node:crypto';
import { sValidator } from '@hono/standard-validator';
import * as v from 'valibot';

import { addEmailFrames } from '../../console/http/email-routes.ts';
import { refuse } from '../../console/http/guard-requests.ts';
import { refuseInvalid } from '../../console/http/refuse-invalid.ts';
import { createLiveUpdates } from '../../console/http/live-updates.ts';
import { addFieldRoute } from '../../console/http/read-routes.ts';
import { serveApp, type ServedApp } from '../../console/http/serve-app.ts';
import { loadRules } from '../../console/rules/load-rules.ts';
import { createEmailFrames } from '../../console/site/email-frames.ts';
import { readLibrary } from '../../console/views/read-library.ts';
import type { LocalServer } from '../local-server.ts';
import { addActionRoutes } from './action-routes.ts';
import { readEmail, readEmails, readStatus, readWebhook, readWebhooks, type ServerViews } from './read-webhooks.ts';

const TOKEN_BYTES = 24;

const listSchema = v.object({
  q: v.exactOptional(v.string()),
  from: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
});

/** Serves the console of a webhook server for as long as the server runs. Throws CliError if the port is taken. */
export async function serveServerConsole(
  server: LocalServer,
  { root, port }: { readonly root: string; readonly port?: number },
): Promise<ServedApp> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const live = createLiveUpdates();
  server.journal.onChange(() => {
    live.publish({ kind: 'state' });
  });
  const views: ServerViews = { server, rules: loadRules(root), frames: createEmailFrames(token) };
  return await serveApp({
    root,
    page: 'tools/server/console/browser/main.tsx',
    token,
    live,
    port,
    addOpenRoutes: (app) => addEmailFrames(app, views.frames),
    addRoutes(app) {
      app.get('/api/status', async (context) => context.json(await readStatus(server)));
      app.get('/api/library', (context) => context.json({ ...readLibrary(root), sequences: [] }));
      app.get('/api/webhooks', sValidator('query', listSchema, refuseInvalid), (context) => {
        const { q: search, from } = context.req.valid('query');
        return context.json(readWebhooks(server, { search, from }));
      });
      app.get('/api/webhooks/:number', async (context) => {
        const found = await readWebhook(Number(context.req.param('number')), views);
        if (found !== undefined) return context.json(found);
        return refuse(context, 404, { message: 'This webhook is not kept any more.', next: 'Go back to the list.' });
      });
      app.get('/api/emails', sValidator('query', listSchema, refuseInvalid), (context) => {
        const { q: search, from } = context.req.valid('query');
        return context.json(readEmails(server, { search, from }));
      });
      app.get('/api/emails/:number', (context) => {
        const found = readEmail(Number(context.req.param('number')), views);
        if (found !== undefined) return context.json(found);
        return refuse(context, 404, { message: 'This email is not kept any more.', next: 'Go back to the list.' });
      });
      addFieldRoute(app, root);
      addActionRoutes(app, server);
    },
  });
}
