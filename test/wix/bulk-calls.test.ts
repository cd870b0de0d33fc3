import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import {
  insertTogether,
  readTogether,
  saveTogether,
  type Retry,
} from '../../src/backend/order-events/wix/bulk-calls.ts';

const items = ['a', 'b', 'c'].map((id) => ({ id, writer: `mine of ${id}` }));

/** Tries a call once, and looks into its refusal as the last. */
function refusingWith(kind: 'busy' | 'permanent' | 'unknown'): Retry {
  return async (call, lookInto) => {
    try {
      return await call();
    } catch (error) {
      const seen = await lookInto({ kind, code: undefined, isLast: true });
      if (seen !== undefined) return seen.result;
      throw error;
    }
  };
}

async function endsOf(
  answer: () => Promise<unknown>,
  writers: Readonly<Record<string, unknown>> | undefined,
  retry = refusingWith('busy'),
): Promise<string[]> {
  const asked: string[] = [];
  const ends = await insertTogether(
    items,
    {
      insertAll: answer,
      findWriters(ids) {
        asked.push(...ids);
        if (writers === undefined) throw new Error('no answer');
        return Promise.resolve(new Map(Object.entries(writers)));
      },
    },
    retry,
  );
  return [...ends.map((end) => (end.kind === 'done' ? end.result : end.kind)), `asked: ${asked.join()}`];
}

describe('a bulk insert', () => {
  it('has inserted what its answer names', async () => {
    const answer = { inserted: 3, insertedItemIds: ['c', 'a', 'b'], skipped: 0, updated: 0, errors: [] };

    expect(await endsOf(() => Promise.resolve(answer), {})).toEqual(['inserted', 'inserted', 'inserted', 'asked: ']);
  });

  it('looks up what its answer does not name', async () => {
    const answer = { inserted: 1, insertedItemIds: ['b'], skipped: 2, errors: [] };

    expect(await endsOf(() => Promise.resolve(answer), { a: 'mine of a', c: 'theirs' })).toEqual([
      'inserted',
      'inserted',
      'exists',
      'asked: a,c',
    ]);
  });

  it('leaves open what is stored nowhere', async () => {
    const answer = { inserted: 2, insertedItemIds: ['a', 'b'], skipped: 0, errors: [new Error('c is too large')] };

    expect(await endsOf(() => Promise.resolve(answer), {})).toEqual(['inserted', 'inserted', 'unclear', 'asked: c']);
  });

  it.each([
    ['nothing', undefined],
    ['text', 'done'],
    ['no ids', { inserted: 3, skipped: 0 }],
    ['ids that are no list', { inserted: 3, insertedItemIds: 'a,b,c' }],
    ['fewer than it counts', { inserted: 3, insertedItemIds: ['a'] }],
    ['more than it counts', { inserted: 1, insertedItemIds: ['a', 'b', 'c'] }],
    ['what it skipped', { inserted: 3, insertedItemIds: ['a', 'b', 'c'], skipped: 1 }],
    ['what failed', { inserted: 3, insertedItemIds: ['a', 'b', 'c'], errors: [new Error('c')] }],
  ])('does not believe an answer that names %s', async (_what, answer) => {
    expect(await endsOf(() => Promise.resolve(answer), { a: 'mine of a', b: 'theirs' })).toEqual([
      'inserted',
      'exists',
      'unclear',
      'asked: a,b,c',
    ]);
  });

  it.each([
    ['busy', 'failed'],
    ['permanent', 'unclear'],
    ['unknown', 'unclear'],
  ] as const)('that is refused as %s is looked up, and the rest is %s', async (kind, rest) => {
    const refused = (): Promise<never> => Promise.reject(new Error(kind));

    expect(await endsOf(refused, { a: 'mine of a', b: 'theirs' }, refusingWith(kind))).toEqual([
      'inserted',
      'exists',
      rest,
      'asked: a,b,c',
    ]);
  });

  it('keeps what is known to be inserted if the rest cannot be looked up', async () => {
    const answer = { inserted: 1, insertedItemIds: ['b'], skipped: 2 };

    expect(await endsOf(() => Promise.resolve(answer), undefined)).toEqual([
      'failed',
      'inserted',
      'failed',
      'asked: a,c',
    ]);
  });
});

describe('a bulk save', () => {
  const kindsOf = async (answer: () => Promise<unknown>, retry = refusingWith('permanent')): Promise<string[]> =>
    (await saveTogether(items, ({ id }) => id, answer, retry)).map(({ kind }) => kind);

  it('has saved what its answer names, and leaves open the rest', async () => {
    const answer = { inserted: 1, insertedItemIds: ['a'], updated: 1, updatedItemIds: ['c'], skipped: 0 };

    expect(await kindsOf(() => Promise.resolve(answer))).toEqual(['done', 'unclear', 'done']);
  });

  it('leaves open everything if its answer is of another form, or it is refused because of one item', async () => {
    expect(await kindsOf(() => Promise.resolve({ updated: 3 }))).toEqual(['unclear', 'unclear', 'unclear']);
    expect(await kindsOf(() => Promise.reject(new Error('b')))).toEqual(['unclear', 'unclear', 'unclear']);
  });

  it('fails if Wix stays busy', async () => {
    await expect(kindsOf(() => Promise.reject(new Error('busy')), refusingWith('busy'))).rejects.toThrow('busy');
  });
});

describe('a read of several', () => {
  const read = (readAll: () => Promise<string>) => readTogether(['a', 'b'], readAll, (found, item) => found + item);

  it('gives each its own', async () => {
    expect(await read(() => Promise.resolve('row '))).toEqual([
      { kind: 'done', result: 'row a' },
      { kind: 'done', result: 'row b' },
    ]);
  });

  it('that fails is made for each alone, unless Wix is busy', async () => {
    expect(await read(() => Promise.reject(new Error('too many conditions')))).toEqual([
      { kind: 'unclear' },
      { kind: 'unclear' },
    ]);
    await expect(read(() => Promise.reject(new OrderEventsError('store-busy', 'busy', undefined)))).rejects.toThrow(
      'busy',
    );
  });
});
