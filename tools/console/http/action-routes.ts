import { sValidator } from '@hono/standard-validator';
import type { Hono } from 'hono';

import type { Console } from '../console.ts';
import {
  againSchema,
  askSchema,
  clockSchema,
  faultSchema,
  fireSchema,
  performSchema,
  resendSchema,
  sequenceSchema,
} from '../contract/requests.ts';
import type { RunRequest } from '../../workbench/runs/run.ts';
import { refuseLargeBatch, type BatchRefusal } from '../../workbench/payload/batch-limit.ts';
import { prepareEvents } from '../payload/prepare-events.ts';
import { prepareSequence } from '../payload/prepare-sequence.ts';
import { findNotification } from '../site/stored-rows.ts';
import { refuse } from './guard-requests.ts';
import { refuseInvalid } from './refuse-invalid.ts';

/** Adds the routes for actions of pages and commands. A response means that the request is stored and survives a restart. */
export function addActionRoutes(app: Hono, own: Console): void {
  addRunRoutes(app, own);
  addSiteRoutes(app, own);
}

/** Adds the routes that fire events at the site. */
function addRunRoutes(app: Hono, own: Console): void {
  app.post('/api/fire', sValidator('json', fireSchema, refuseInvalid), async (context) => {
    const { events, renewal } = context.req.valid('json');
    if (renewal !== 'as-is') await own.idle();
    const prepared = prepareEvents(events, renewal, own.emulator().clock.now());
    return prepared.kind === 'refused'
      ? refuse(context, 400, prepared.problem)
      : context.json({ runs: own.enqueue(prepared.requests) }, 202);
  });
  app.post('/api/sequences/:name/prepare', sValidator('json', sequenceSchema, refuseInvalid), async (context) => {
    const body = context.req.valid('json');
    await own.idle();
    const prepared = await prepareSequence(own.root, context.req.param('name') ?? '', body, own.emulator().clock.now());
    return prepared.kind === 'refused' ? refuse(context, 404, prepared.problem) : context.json(prepared.requests);
  });
  app.post('/api/sequences/:name/run', sValidator('json', sequenceSchema, refuseInvalid), async (context) => {
    const body = context.req.valid('json');
    await own.idle();
    const prepared = await prepareSequence(own.root, context.req.param('name') ?? '', body, own.emulator().clock.now());
    return prepared.kind === 'refused'
      ? refuse(context, 404, prepared.problem)
      : context.json({ runs: own.enqueue(prepared.requests) }, 202);
  });
  app.post('/api/runs/:id/again', sValidator('json', againSchema, refuseInvalid), async (context) => {
    const body = context.req.valid('json');
    const run = own.history.get(Number(context.req.param('id')));
    if (run === undefined || run.request.kind === 'time') {
      const message = 'This run cannot be made again.';
      return refuse(context, 404, { message, next: 'Fire its payload from the library.' });
    }
    const { request } = run;
    const tooLarge = request.kind === 'event' ? refuseLargeBatch([request.json], body.times) : undefined;
    if (tooLarge !== undefined) return refuse(context, 413, { message: messageOfRefusal(tooLarge), next: FEWER });
    return context.json({ runs: own.enqueue(Array.from({ length: body.times }, () => request)) }, 202);
  });
}

const FEWER = 'Ask for fewer at once.';

function messageOfRefusal({ expected, found }: BatchRefusal): string {
  return `Too much at once: expected ${expected}, found ${found}.`;
}

/** Adds the routes that change the site's clock, faults, jobs and notifications. */
function addSiteRoutes(app: Hono, own: Console): void {
  app.post('/api/faults', sValidator('json', faultSchema, refuseInvalid), async (context) => {
    const body = context.req.valid('json');
    own.faults.add(body);
    own.announce();
    return context.json({ faults: own.faults.list() });
  });
  app.delete('/api/faults/:id', (context) => {
    own.faults.remove(Number(context.req.param('id')));
    own.announce();
    return context.json({ faults: own.faults.list() });
  });
  app.post('/api/clock', sValidator('json', clockSchema, refuseInvalid), async (context) => {
    const body = context.req.valid('json');
    await own.idle();
    const untilMs = own.emulator().clock.now() + body.byMs;
    const label = `the clock moves on to ${new Date(untilMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return context.json({ runs: own.enqueue([{ kind: 'time', label, untilMs }]) }, 202);
  });
  app.post('/api/jobs/:name/run', (context) => {
    const name = context.req.param('name');
    return context.json({ runs: own.enqueue([{ kind: 'job', name, label: 'run by hand' }]) }, 202);
  });
  app.post('/api/notifications/resend', sValidator('json', resendSchema, refuseInvalid), async (context) => {
    const { key } = context.req.valid('json');
    const label = labelOf(key, own);
    const request: RunRequest = { kind: 'method', name: 'resendNotification', label, args: [key] };
    return context.json({ runs: own.enqueue([request]) }, 202);
  });
  app.post('/api/unhandled/replay', (context) => {
    const request: RunRequest = { kind: 'method', name: 'replayUnhandledEvents', label: 'all that was kept', args: [] };
    return context.json({ runs: own.enqueue([request]) }, 202);
  });
  app.post('/api/perform', sValidator('json', performSchema, refuseInvalid), async (context) => {
    const { request, ...conditions } = context.req.valid('json');
    return context.json(await own.perform(request, conditions));
  });
  app.post('/api/ask', sValidator('json', askSchema, refuseInvalid), async (context) => {
    const body = context.req.valid('json');
    return context.json(await own.ask(body.method, body.args));
  });
  app.post('/api/start-over', async (context) => {
    await own.startOver();
    return context.json({});
  });
}

/** Returns the label of a notification: its rule, and the number of its order. */
function labelOf(key: string, { emulator, history }: Console): string {
  const row = findNotification(emulator().data, key);
  if (row?.kind !== 'read') return 'a notification';
  const { rule, product, orderId } = row.kept;
  const number = history.factsOf({ product, id: orderId })?.number ?? null;
  return number === null ? rule : `${rule}, order ${number}`;
}
