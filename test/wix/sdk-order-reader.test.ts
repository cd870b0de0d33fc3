import { createSdkOrderReader, type SdkMethods } from '../../src/backend/order-events/wix/sdk-order-reader.ts';

const since = new Date('2024-03-01T10:00:00.000Z');

/** Methods that note what they are asked, and give these answers. */
function methodsOf(answer: unknown, asked: unknown[] = []): SdkMethods {
  const ask = (options: unknown) => {
    asked.push(options);
    return Promise.resolve(answer);
  };
  return {
    searchShopOrders: ask,
    listPlanOrders: ask,
    listTicketOrders: ask,
    findContactsByEmail: (email, limit) => ask({ email, limit }),
  };
}

function sourceOf(product: string, answer: unknown, asked: unknown[]) {
  const { sources } = createSdkOrderReader(methodsOf(answer, asked));
  return sources.find((candidate) => candidate.product === product);
}

async function openOf(product: string, answer: unknown, from?: string, asked: unknown[] = []) {
  return await sourceOf(product, answer, asked)?.listOpen(since, from);
}

async function listOf(product: string, answer: unknown, from: string | undefined, asked: unknown[] = []) {
  return await sourceOf(product, answer, asked)?.listChanged(since, from);
}

describe('shop orders', () => {
  it('are searched by their update, the oldest first', async () => {
    const asked: unknown[] = [];

    await listOf('wix-ecom', { orders: [] }, undefined, asked);

    expect(asked).toEqual([
      {
        filter: { _updatedDate: { $gte: since } },
        sort: [{ fieldName: '_updatedDate', order: 'ASC' }],
        cursorPaging: { limit: 100 },
      },
    ]);
  });

  it('go on with the cursor alone', async () => {
    const asked: unknown[] = [];

    const page = await listOf(
      'wix-ecom',
      { orders: [{ _id: 'a' }], metadata: { cursors: { next: 'c2' } } },
      'c1',
      asked,
    );

    expect(asked).toEqual([{ cursorPaging: { limit: 100, cursor: 'c1' } }]);
    expect(page).toEqual({ orders: [{ _id: 'a' }], next: 'c2' });
  });

  it.each([[''], [null], [undefined]])('end with the cursor %j', async (next) => {
    expect(await listOf('wix-ecom', { orders: [], metadata: { cursors: { next } } }, 'c1')).toEqual({ orders: [] });
  });

  it.each([[undefined], [{}], [{ orders: 'none' }]])('are none in an answer of another form: %j', async (answer) => {
    expect(await listOf('wix-ecom', answer, undefined)).toEqual({ orders: [] });
  });
});

describe.each([
  ['wix-pricing-plans', 50, { limit: 50 }],
  ['wix-events', 100, { limit: 100, fieldset: ['TICKETS', 'DETAILS', 'FORM'], sort: 'created:desc' }],
])('%s orders', (product, size, options) => {
  it('are read page by page until one is not full', async () => {
    const asked: unknown[] = [];
    const full = { orders: Array.from({ length: size }, (_none, index) => ({ _id: String(index) })) };

    const first = await listOf(product, full, undefined, asked);
    const last = await listOf(product, { orders: [{ _id: 'last' }] }, first?.next, asked);

    expect(asked).toEqual([
      { ...options, offset: 0 },
      { ...options, offset: size },
    ]);
    expect(last).toEqual({ orders: [{ _id: 'last' }] });
  });
});

describe('open orders', () => {
  it('of a shop are those that are not archived, and are new or not fulfilled', async () => {
    const asked: unknown[] = [];

    await openOf('wix-ecom', { orders: [] }, undefined, asked);
    await openOf('wix-ecom', { orders: [] }, 'c1', asked);

    expect(asked).toEqual([
      {
        filter: {
          archived: { $ne: true },
          $or: [{ _createdDate: { $gte: since } }, { fulfillmentStatus: { $ne: 'FULFILLED' } }],
        },
        cursorPaging: { limit: 100 },
      },
      { cursorPaging: { limit: 100, cursor: 'c1' } },
    ]);
  });

  it('of plans are those whose status can still change', async () => {
    const asked: unknown[] = [];

    await openOf('wix-pricing-plans', { orders: [] }, '50', asked);

    expect(asked).toEqual([{ limit: 50, offset: 50, orderStatuses: ['ACTIVE', 'PENDING', 'PAUSED', 'DRAFT'] }]);
  });

  it.each([
    ['go on while the last of a page is new', new Date('2024-03-01T10:00:00.000Z'), '100'],
    ['go on while it does not say', undefined, '100'],
    ['end with the page whose last one is old', new Date('2024-03-01T09:59:59.999Z'), undefined],
  ])('of tickets are the newest: they %s', async (_what, created, next) => {
    const orders = Array.from({ length: 100 }, () => ({ created }));

    expect(await openOf('wix-events', { orders })).toEqual({ orders, next });
  });
});

describe('the contact of an email', () => {
  it.each([
    ['the only one that has it', { items: [{ _id: 'contact-1' }] }, 'contact-1'],
    ['none when several share it', { items: [{ _id: 'contact-1' }, { _id: 'contact-2' }] }, undefined],
    ['none when nobody has it', { items: [] }, undefined],
    ['none when it has no id', { items: [{}] }, undefined],
    ['none in an answer of another form', 'nothing', undefined],
  ])('is %s', async (_which, answer, contactId) => {
    const asked: unknown[] = [];

    const found = await createSdkOrderReader(methodsOf(answer, asked)).findContact('jane@example.com');

    expect(found).toBe(contactId);
    expect(asked).toEqual([{ email: 'jane@example.com', limit: 2 }]);
  });
});
