import { setTimeout as wait } from 'node:timers/promises';
import { Hono, type Context } from 'hono';

import type { EmulatorClock } from '../clock/emulator-clock.ts';
import { createIdSource, type IdSource } from '../id-source.ts';
import { answerTransmissions, refusal, type HttpAnswer } from '../modules/wix-fetch/email-transmissions.ts';
import { defaultUndocumentedBehaviour, type UndocumentedBehaviour } from '../undocumented-behaviour.ts';
import { createRestFaults, type RestFault } from './rest-faults.ts';
import { getOrder, listPlanOrders, listTicketOrders, searchShopOrders } from './rest-orders.ts';
import { getContact, getMember, queryContacts } from './rest-people.ts';
import { createRestSite, type RestSite } from './rest-site.ts';
import { createRestTokens, type RestApp } from './rest-tokens.ts';

/** A call of the API with the status of its response, absent while there is none. */
export interface RestCall {
  readonly method: string;
  readonly path: string;
  readonly instanceId: string | undefined;
  readonly status: number | undefined;
}

/** Wix's REST API as seen by an app, emulated on this computer: tokens, orders, contacts, members and Email Transmissions. */
export interface WixRest {
  readonly app: Hono;
  /** Returns the site of an installation, after installing the app if necessary. */
  site(instanceId: string): RestSite;
  /** Removes the app from a site. */
  uninstall(instanceId: string): void;
  /** Revokes all tokens. */
  revokeTokens(): void;
  setFault(fault: RestFault): void;
  clearFaults(): void;
  /** Returns all calls so far, oldest first. */
  calls(): readonly RestCall[];
}

/** Options for creating the API. */
export interface WixRestOptions {
  readonly app: RestApp;
  readonly clock: EmulatorClock;
  readonly ids?: IdSource;
  readonly undocumented?: Partial<UndocumentedBehaviour>;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

const TRANSMISSIONS = '/email-transmissions/v1/email-transmissions';

/** Creates the API. Responds with 404 to calls that it does not model, and with 501 to such filters. */
export function createWixRest({ app: owner, clock, ids = createIdSource(), undocumented }: WixRestOptions): WixRest {
  const sites = new Map<string, RestSite>();
  const calls: RestCall[] = [];
  const faults = createRestFaults();
  const tokens = createRestTokens({
    app: owner,
    isInstalled: (instanceId) => sites.has(instanceId),
    newId: () => ids.id(),
    now: clock.now,
  });

  function site(instanceId: string): RestSite {
    const known = sites.get(instanceId);
    if (known !== undefined) return known;
    const behaviour = { ...defaultUndocumentedBehaviour, ...undocumented };
    const installed = createRestSite({ clock, ids, undocumented: behaviour });
    sites.set(instanceId, installed);
    return installed;
  }

  function answer(request: Request, instanceId: string | undefined): HttpAnswer {
    if (request.method === 'POST' && request.path === '/oauth2/token') return tokens.create(request.body);
    const of = instanceId === undefined ? undefined : sites.get(instanceId);
    if (of === undefined) return refusal(401, 'UNAUTHENTICATED', 'The call has no token that is valid.');
    return answerSite(request, of);
  }

  async function handle(context: Context): Promise<Response> {
    const { method, path } = context.req;
    const text = await context.req.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const request = { method, path, query: new URL(context.req.url).searchParams, body };
    const instanceId = tokens.instanceOf(context.req.header('authorization'));
    const index = calls.push({ method, path, instanceId, status: undefined }) - 1;
    const fault = faults.take(path);
    const isDone = fault === undefined || fault.what.kind === 'delay' || fault.effect === 'done';
    const done = isDone ? answer(request, instanceId) : undefined;
    if (fault?.what.kind === 'never') return await new Promise<never>(() => undefined);
    if (fault?.what.kind === 'delay') await wait(fault.what.ms);
    const given = fault?.what.kind === 'status' ? refusal(fault.what.status, fault.what.code ?? '', 'As asked.') : done;
    const answered = given ?? refusal(500, 'INTERNAL', 'Nothing was answered.');
    calls[index] = { method, path, instanceId, status: answered.status };
    return Response.json(answered.body, { status: answered.status });
  }

  const app = new Hono();
  app.all('*', handle);
  app.onError((error) => {
    const { status, body } = refusal(501, 'NOT_EMULATED', error.message);
    return Response.json(body, { status });
  });
  return {
    app,
    site,
    uninstall: (instanceId) => void sites.delete(instanceId),
    revokeTokens: tokens.revoke,
    setFault: faults.set,
    clearFaults: faults.clear,
    calls: () => calls,
  };
}

/** Modelled methods by the prefix of their path, which is followed by the id of the requested object. */
function answerSite(request: Request, site: RestSite): HttpAnswer {
  const { method, path, query, body } = request;
  const called = `${method} ${path}`;
  if (called === 'POST /ecom/v1/orders/search') return searchShopOrders(body, site.orders('ecom'));
  if (called === 'GET /pricing-plans/v2/orders') return listPlanOrders(query, site.orders('pricing-plans'));
  if (called === 'GET /events/v1/orders') return listTicketOrders(query, site.orders('events'));
  if (called === 'POST /contacts/v4/contacts/query') return queryContacts(body, site.contacts());
  if (path.startsWith(`${TRANSMISSIONS}/`)) {
    // An app's token identifies the site; an API key does not.
    const headers = { authorization: 'app', 'wix-site-id': 'of-the-token' };
    return answerTransmissions({ path: path.slice(TRANSMISSIONS.length), method, headers, body }, site.transmissions);
  }
  if (method !== 'GET') return refusal(404, 'NOT_FOUND', 'There is no such method.');
  const [, name = '', id = ''] = /^\/(.+)\/([^/]+)$/.exec(path) ?? [];
  const given = decodeURIComponent(id);
  if (name === 'ecom/v1/orders') return getOrder(given, site.orders('ecom'));
  if (name === 'pricing-plans/v2/orders') return getOrder(given, site.orders('pricing-plans'));
  if (/^events\/v1\/events\/[^/]+\/orders$/.test(name)) {
    return getOrder(given, site.orders('events'), query.getAll('fieldset'));
  }
  if (name === 'contacts/v4/contacts') return getContact(given, site.contacts());
  if (name === 'members/v1/members') return getMember(given, site.members());
  return refusal(404, 'NOT_FOUND', 'There is no such method.');
}
