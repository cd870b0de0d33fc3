import { createApiOrderReader } from '../../../hosts/wix-api/api-order-reader.ts';
import { createWixApi } from '../../../hosts/wix-api/wix-api.ts';
import type { OrderSource } from '../../../src/backend/order-events/ports/order-reader.ts';
import type { Product } from '../../../src/backend/order-events/products/product.ts';
import { closeRest, INSTANCE, openRest, type Loopback } from './rest-on-loopback.ts';

afterEach(closeRest);

const since = new Date('2024-02-01T00:00:00.000Z');

/** A sent request, without its token. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** A reader's call to Wix, and the answer to it. */
function openFake(answer: unknown): {
  readonly sent: readonly Sent[];
  readonly reader: ReturnType<typeof createApiOrderReader>;
} {
  const sent: Sent[] = [];
  const api = createWixApi({
    appId: 'a',
    appSecret: 'b',
    baseUrl: 'http://127.0.0.1:1',
    now: () => 0,
    async fetch(url, { method = '', body } = {}) {
      const { pathname, search } = new URL(new Request(url).url);
      if (pathname === '/oauth2/token') return Response.json({ access_token: 't', expires_in: 14_400 });
      sent.push({ method, path: pathname + search, body: typeof body === 'string' ? JSON.parse(body) : undefined });
      return Response.json(answer);
    },
  });
  return { sent, reader: createApiOrderReader({ api, instanceId: INSTANCE }) };
}

function sourceOf({ sources }: { readonly sources: readonly OrderSource[] }, product: Product): OrderSource {
  const source = sources.find((one) => one.product === product);
  if (source === undefined) throw new Error(`No source of ${product}`);
  return source;
}

describe('calls Wix as documented', () => {
  it('for changed shop orders, with the names of REST', async () => {
    const { sent, reader } = openFake({ orders: [], metadata: { cursors: {} } });

    await sourceOf(reader, 'wix-ecom').listChanged(since, undefined);

    expect(sent).toEqual([
      {
        method: 'POST',
        path: '/ecom/v1/orders/search',
        body: {
          search: {
            filter: { updatedDate: { $gte: '2024-02-01T00:00:00.000Z' } },
            sort: [{ fieldName: 'updatedDate', order: 'ASC' }],
            cursorPaging: { limit: 100 },
          },
        },
      },
    ]);
  });

  it('for open shop orders', async () => {
    const { sent, reader } = openFake({ orders: [] });

    await sourceOf(reader, 'wix-ecom').listOpen(since, undefined);

    expect(sent).toMatchObject([
      {
        body: {
          search: {
            filter: {
              archived: { $ne: true },
              $or: [{ createdDate: { $gte: '2024-02-01T00:00:00.000Z' } }, { fulfillmentStatus: { $ne: 'FULFILLED' } }],
            },
          },
        },
      },
    ]);
  });

  it('for plan orders, each status separately', async () => {
    const { sent, reader } = openFake({ orders: [] });

    await sourceOf(reader, 'wix-pricing-plans').listOpen(since, '50');

    const path =
      '/pricing-plans/v2/orders?limit=50&offset=50&orderStatuses=ACTIVE&orderStatuses=PENDING&orderStatuses=PAUSED&orderStatuses=DRAFT';
    expect(sent).toEqual([{ method: 'GET', path, body: undefined }]);
  });

  it('for ticket orders, each fieldset separately', async () => {
    const { sent, reader } = openFake({ orders: [] });

    await sourceOf(reader, 'wix-events').listChanged(since, undefined);

    const path =
      '/events/v1/orders?limit=100&offset=0&fieldset=TICKETS&fieldset=DETAILS&fieldset=FORM&sort=created%3Adesc';
    expect(sent).toEqual([{ method: 'GET', path, body: undefined }]);
  });

  it('for the contacts of an address', async () => {
    const { sent, reader } = openFake({ contacts: [{ id: 'c-1' }] });

    expect(await reader.findContact('jane@example.com')).toBe('c-1');
    expect(sent).toEqual([
      {
        method: 'POST',
        path: '/contacts/v4/contacts/query',
        body: { query: { filter: { 'primaryInfo.email': { $eq: 'jane@example.com' } }, paging: { limit: 2 } } },
      },
    ]);
  });
});

it.each([[{}], [{ contacts: null }], [null], [{ contacts: [{}] }], [{ contacts: [{ id: 'a' }, { id: 'b' }] }]])(
  'finds no contact in %j',
  async (answer) => {
    expect(await openFake(answer).reader.findContact('jane@example.com')).toBeUndefined();
  },
);

/** Returns every order of a listing, page by page. */
async function readAll(
  { api }: Loopback,
  product: Product,
  list: 'listChanged' | 'listOpen',
): Promise<readonly (readonly unknown[])[]> {
  const source = sourceOf(createApiOrderReader({ api, instanceId: INSTANCE }), product);
  const pages: (readonly unknown[])[] = [];
  let from: string | undefined;
  do {
    const page = await source[list](since, from);
    pages.push(page.orders);
    from = page.next;
  } while (from !== undefined);
  return pages;
}

function dayOf(nth: number): string {
  return new Date(Date.UTC(2024, 0, 1 + nth)).toISOString();
}

it('reads the changed shop orders from all pages, oldest first', async () => {
  const loopback = await openRest();
  for (let nth = 0; nth < 150; nth += 1) {
    const id = `order-${String(nth)}`;
    loopback.rest.site(INSTANCE).putOrder('ecom', { id, createdDate: dayOf(0), updatedDate: dayOf(nth) });
  }

  const pages = await readAll(loopback, 'wix-ecom', 'listChanged');

  expect(pages.map(({ length }) => length)).toEqual([100, 19]);
  expect([pages[0]?.[0], pages[1]?.[18]]).toMatchObject([{ id: 'order-31' }, { id: 'order-149' }]);
});

it('reads the open plan orders from all pages', async () => {
  const loopback = await openRest();
  for (let nth = 0; nth < 60; nth += 1) {
    const [id, status] = [`order-${String(nth)}`, nth < 55 ? 'ACTIVE' : 'ENDED'];
    loopback.rest.site(INSTANCE).putOrder('pricing-plans', { id, status, createdDate: dayOf(nth) });
  }

  const pages = await readAll(loopback, 'wix-pricing-plans', 'listOpen');

  expect(pages.map(({ length }) => length)).toEqual([50, 5]);
});

it('reads the ticket orders with the fields of the requested fieldsets', async () => {
  const loopback = await openRest();
  const order = { orderNumber: '2XM4-WCJM-VR7', status: 'PAID', created: dayOf(40), tickets: [], timestamp: dayOf(41) };
  loopback.rest.site(INSTANCE).putOrder('events', order);

  const pages = await readAll(loopback, 'wix-events', 'listChanged');

  expect(pages).toEqual([[{ orderNumber: '2XM4-WCJM-VR7', status: 'PAID', created: dayOf(40), tickets: [] }]]);
});

it('reports by a code that Wix asks for a later call', async () => {
  const loopback = await openRest();
  loopback.rest.setFault({ path: '/pricing-plans/', what: { kind: 'status', status: 429 } });

  await expect(readAll(loopback, 'wix-pricing-plans', 'listChanged')).rejects.toMatchObject({ code: 'wix-busy' });
});
