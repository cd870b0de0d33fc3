import { sValidator } from '@hono/standard-validator';
import type { Hono } from 'hono';
import * as v from 'valibot';

import { isHandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import type { Console } from '../console.ts';
import { readCollection, readCollections } from '../views/read-collections.ts';
import { readFields } from '../views/read-fields.ts';
import { readLibrary } from '../views/read-library.ts';
import { readNotifications } from '../views/read-notifications.ts';
import { readOrder, readOrders } from '../views/read-orders.ts';
import { readRun } from '../views/read-run.ts';
import { readStatus } from '../views/read-status.ts';
import { readUnhandled } from '../views/read-unhandled.ts';
import type { UnreadableRow } from '../contract/answers.ts';
import { textOfPart } from '../contract/path-part.ts';
import type { Problem } from '../../workbench/runs/run.ts';
import { placeOf, type Place } from '../site/row-pages.ts';
import { runKinds } from '../../workbench/runs/run-lists.ts';
import { readRuns } from '../views/read-runs.ts';
import { refuse } from './guard-requests.ts';
import { refuseInvalid } from './refuse-invalid.ts';

const placeSchema = v.pipe(
  v.string(),
  v.transform(placeOf),
  v.custom<Place>((place) => place !== undefined, 'no place in this list'),
);
const search = v.exactOptional(v.string());
const listSchema = v.object({ q: search, from: v.exactOptional(placeSchema), status: v.exactOptional(v.string()) });
const runListSchema = v.object({
  q: search,
  from: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
  only: v.exactOptional(v.picklist(runKinds)),
});

/** Adds the route that the payload editor reads completions from. */
export function addFieldRoute(app: Hono, root: string): void {
  app.get('/api/fields/:handler', (context) => {
    const handler = context.req.param('handler');
    return context.json(isHandlerName(handler) ? readFields(root, handler) : []);
  });
}

/** Adds the routes that pages read from. */
export function addReadRoutes(app: Hono, own: Console): void {
  const { history, root } = own;
  app.get('/api/status', (context) => context.json(readStatus(own)));
  app.get('/api/library', (context) => context.json(readLibrary(root)));
  addFieldRoute(app, root);
  app.get('/api/runs', sValidator('query', runListSchema, refuseInvalid), (context) => {
    const { q, ...wanted } = context.req.valid('query');
    return context.json(readRuns(history, { ...wanted, search: q }));
  });
  app.get('/api/runs/:id', (context) => {
    const run = readRun(Number(context.req.param('id')), own.emulator(), history, own.rules());
    if (run !== undefined) return context.json(run);
    const message = `There is no run ${context.req.param('id')} any more: the newest 2,000 are kept.`;
    return refuse(context, 404, { message, next: 'Go back to the list of events.' });
  });
  app.get('/api/notifications', sValidator('query', listSchema, refuseInvalid), (context) => {
    const { data, clock } = own.emulator();
    const { q, ...wanted } = context.req.valid('query');
    return context.json(readNotifications(data, history, clock.now(), { ...wanted, search: q }));
  });
  app.get('/api/unhandled', sValidator('query', listSchema, refuseInvalid), (context) =>
    context.json(readUnhandled(own.emulator().data, history, context.req.valid('query').from)),
  );
  app.get('/api/orders', sValidator('query', listSchema, refuseInvalid), (context) => {
    const { q, from } = context.req.valid('query');
    return context.json(readOrders(own.emulator().data, history, { search: q, from }));
  });
  app.get('/api/orders/:product/:id', (context) => {
    const { data, clock } = own.emulator();
    const { product, id } = context.req.param();
    const order = readOrder(data, history, clock.now(), { product, id: textOfPart(id) });
    if (order?.kind === 'read') return context.json(order.order);
    return order === undefined
      ? refuse(context, 404, { message: 'The site does not know this order.', next: 'Fire an event of it.' })
      : refuse(context, 409, unreadable(order));
  });
  app.get('/api/collections', (context) => context.json(readCollections(own.emulator().data)));
  app.get('/api/collections/:id', (context) => {
    const id = textOfPart(context.req.param('id'));
    const found = readCollection(own.emulator().data, history, { id, from: context.req.query('from') });
    if (found !== undefined) return context.json(found);
    return refuse(context, 404, { message: 'There is no such collection.', next: 'Go back to the collections.' });
  });
}

function unreadable({ collection, id, problem }: UnreadableRow): Problem {
  return {
    message: `What is stored of this order cannot be read: ${problem}`,
    next: `Look at ${id} in ${collection}.`,
  };
}
