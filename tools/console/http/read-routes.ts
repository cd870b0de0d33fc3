import type { Hono } from 'hono';

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
import { refuse } from './guard-requests.ts';

const RUNS_SHOWN = 200;

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
  app.get('/api/runs', (context) => {
    const before = Number(context.req.query('before'));
    return context.json(history.list(RUNS_SHOWN, before > 0 ? before : undefined, context.req.query('q')));
  });
  app.get('/api/runs/:id', (context) => {
    const run = readRun(Number(context.req.param('id')), own.emulator(), history, own.rules());
    if (run !== undefined) return context.json(run);
    const message = `There is no run ${context.req.param('id')} any more: the newest 2,000 are kept.`;
    return refuse(context, 404, { message, next: 'Go back to the list of events.' });
  });
  app.get('/api/notifications', (context) => {
    const { data, clock } = own.emulator();
    const { status, q: search } = context.req.query();
    return context.json(readNotifications(data, history, clock.now(), { status, search }));
  });
  app.get('/api/unhandled', (context) => context.json(readUnhandled(own.emulator().data, history)));
  app.get('/api/orders', (context) => context.json(readOrders(own.emulator().data, history, context.req.query('q'))));
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
    const found = readCollection(own.emulator().data, history, context.req.param('id'));
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
