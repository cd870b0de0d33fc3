import {
  gatherCalls,
  type CallKind,
  type Gate,
  type ItemEnd,
} from '../../src/backend/order-events/wix/gather-calls.ts';

/** A promise with its ends. */
function deferred<Result>(): {
  readonly promise: Promise<Result>;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
} {
  let [resolve, reject] = [(_result: Result): void => undefined, (_error: Error): void => undefined];
  const promise = new Promise<Result>((onResolve, onReject) => {
    [resolve, reject] = [onResolve, onReject];
  });
  return { promise, resolve, reject };
}

const atOnce: Gate = { enter: () => () => undefined, pause: () => undefined, watch: () => () => undefined };

/** Calls whose answers the test gives, by the items joined by `+`. */
function openCalls(kind: Partial<CallKind<string, string>> = {}, gate: Gate = atOnce) {
  const made: string[] = [];
  const answers = new Map<string, ReturnType<typeof deferred<readonly ItemEnd<string>[]>>>();
  function make(items: readonly string[]): Promise<readonly ItemEnd<string>[]> {
    const name = items.join('+');
    made.push(name);
    const answer = deferred<readonly ItemEnd<string>[]>();
    answers.set(name, answer);
    return answer.promise;
  }
  const call = gatherCalls<string, string>(
    {
      async alone(item) {
        const [end] = await make([item]);
        return end?.kind === 'done' ? end.result : 'nothing';
      },
      together: make,
      maxSize: 100,
      maxItems: 100,
      ...kind,
    },
    gate,
  );
  /** Makes the first call, and the others while it is in flight. */
  async function begin(items: readonly string[]): Promise<readonly Promise<string>[]> {
    const [first = '', ...others] = items;
    const results = [call(first)];
    await settle();
    return [...results, ...others.map(call)];
  }
  async function answer(name: string, ends: readonly ItemEnd<string>[] = name.split('+').map(done)): Promise<void> {
    answers.get(name)?.resolve(ends);
    await settle();
  }
  return { call, begin, made, answer, answers };
}

function done(item: string): ItemEnd<string> {
  return { kind: 'done', result: `${item} done` };
}

async function settle(): Promise<void> {
  await new Promise((resolve) => void setImmediate(resolve));
}

describe('calls of one kind', () => {
  it('go at once while none of them is in flight', async () => {
    const { call, made, answer } = openCalls();

    const first = call('a');
    await settle();
    await answer('a');
    const second = call('b');
    await settle();
    await answer('b');

    expect([await first, await second]).toEqual(['a done', 'b done']);
    expect(made).toEqual(['a', 'b']);
  });

  it('that are made at one moment go together', async () => {
    const { call, made, answer } = openCalls();

    const results = ['a', 'b'].map(call);
    await settle();
    await answer('a+b');

    expect(await Promise.all(results)).toEqual(['a done', 'b done']);
    expect(made).toEqual(['a+b']);
  });

  it('that are made while one is in flight go together, and each gets its own result', async () => {
    const { begin, made, answer } = openCalls();

    const results = await begin(['a', 'b', 'c', 'd']);
    await answer('a');
    await answer('b+c+d');

    expect(await Promise.all(results)).toEqual(['a done', 'b done', 'c done', 'd done']);
    expect(made).toEqual(['a', 'b+c+d']);
  });

  it('fail for themselves only', async () => {
    const { begin, answer } = openCalls();

    const ends = Promise.allSettled(await begin(['a', 'b', 'c']));
    await answer('a');
    await answer('b+c', [{ kind: 'failed', error: new Error('b is bad') }, done('c')]);

    expect(await ends).toMatchObject([
      { status: 'fulfilled', value: 'a done' },
      { status: 'rejected', reason: { message: 'b is bad' } },
      { status: 'fulfilled', value: 'c done' },
    ]);
  });

  it('are made alone if the answer does not say how they ended, or misses them', async () => {
    const { begin, made, answer } = openCalls();

    const results = await begin(['a', 'b', 'c', 'd']);
    await answer('a');
    await answer('b+c+d', [{ kind: 'unclear' }, done('c')]);
    await answer('b');
    await answer('d');

    expect(await Promise.all(results)).toEqual(['a done', 'b done', 'c done', 'd done']);
    expect([...made].sort()).toEqual(['a', 'b', 'b+c+d', 'd']);
  });

  it('all fail if the call for them throws, and later ones go on', async () => {
    const { call, begin, answer, answers } = openCalls();

    const ends = Promise.allSettled(await begin(['a', 'b', 'c']));
    await answer('a');
    answers.get('b+c')?.reject(new Error('busy'));
    await settle();
    const later = call('d');
    await settle();
    await answer('d');

    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await later).toBe('d done');
  });

  it.each([
    ['items', { maxItems: 2 }, ['a', 'b+c', 'd']],
    ['size', { sizeOf: (item: string) => item.length, maxSize: 2 }, ['a', 'b+c', 'd']],
    // Of these, b and c need the same part.
    ['parts', { partsOf: (item: string) => [item === 'c' ? 'b' : item], maxSize: 1 }, ['a', 'b+c', 'd']],
    ['ids', { idOf: (item: string) => (item === 'c' ? 'b' : item) }, ['a', 'b+d', 'c']],
  ])('stay within the limit of %s', async (_limit, kind, expected) => {
    const { begin, made, answer } = openCalls(kind);

    const results = await begin(['a', 'b', 'c', 'd']);
    for (const name of expected) await answer(name);

    expect(await Promise.all(results)).toEqual(['a done', 'b done', 'c done', 'd done']);
    expect(made).toEqual(expected);
  });

  it('say whether they are full, so that those need not wait', async () => {
    const full: boolean[] = [];
    const gate = { ...atOnce, pause: (isFull: () => boolean) => void full.push(isFull()) };
    const { begin, answer } = openCalls({ maxItems: 2 }, gate);

    const results = await begin(['a', 'b', 'c', 'd']);
    for (const name of ['a', 'b+c', 'd']) await answer(name);
    await Promise.all(results);

    expect(full).toEqual([false, true, false]);
  });

  it('wait for others during a pause', async () => {
    const pause = deferred<undefined>();
    const { call, made, answer } = openCalls({}, { ...atOnce, pause: () => pause.promise.then(() => undefined) });

    const results = ['a', 'b'].map(call);
    await settle();
    expect(made).toEqual([]);
    pause.resolve(undefined);
    await settle();
    await answer('a+b');

    expect(await Promise.all(results)).toEqual(['a done', 'b done']);
  });

  it('do not wait for ever for one that is never answered', async () => {
    const watched: (() => void)[] = [];
    const gate: Gate = {
      ...atOnce,
      watch(letGo) {
        watched.push(letGo);
        return () => undefined;
      },
    };
    const { call, made, answer } = openCalls({}, gate);

    void call('never answered');
    await settle();
    expect(watched).toHaveLength(0);
    const result = call('b');
    expect(watched).toHaveLength(1);
    watched[0]?.();
    await settle();
    await answer('b');

    expect(await result).toBe('b done');
    expect(made).toEqual(['never answered', 'b']);
  });

  it('stop watching once a call is answered', async () => {
    let stopped = 0;
    const gate: Gate = { ...atOnce, watch: () => () => void (stopped += 1) };
    const { begin, answer } = openCalls({}, gate);

    const results = await begin(['a', 'b']);
    await answer('a');
    await answer('b');
    await Promise.all(results);

    expect(stopped).toBe(1);
  });
});
