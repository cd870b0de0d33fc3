/** How one item of a bulk call ended; `unclear` if the answer does not say. */
export type ItemEnd<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'unclear' };

/** Calls of one kind, which can be made for one item or for several. */
export interface CallKind<Item, Result> {
  /** Makes the call for one item, as if there were no others. */
  readonly alone: (item: Item) => Promise<Result>;
  /** Makes one call for several items. Returns how each ended, in the order of the items. */
  readonly together: (items: readonly Item[]) => Promise<readonly ItemEnd<Result>[]>;
  /** Returns the id of what the call writes: no two items of one call have the same. Absent for reads. */
  readonly idOf?: (item: Item) => string;
  /** Returns the size of an item, in any unit (default: 1). */
  readonly sizeOf?: (item: Item) => number;
  /** Returns the parts that make up the size instead: what several items have in common counts once. */
  readonly partsOf?: ((item: Item) => readonly string[]) | undefined;
  /** Most that the items of one call may add up to, in that unit. */
  readonly maxSize: number;
  readonly maxItems: number;
}

/** Decides when calls may begin. */
export interface Gate {
  /** Notes that somebody wants a call; returns what notes that it is done. */
  readonly enter: () => () => void;
  /** Notes that a call is to be made. Returns a pause during which it waits for others; `undefined` if it goes at once, as a full one does. */
  readonly pause: (isFull: () => boolean) => Promise<void> | undefined;
  /** Calls `letGo` when a call has held others back for long enough, because it may never be answered; returns what cancels that. */
  readonly watch: (letGo: () => void) => () => void;
}

/** A call that holds back the others of its kind. */
interface Flight {
  hasBegun: boolean;
  /** Set while others wait for it. */
  stopWatching?: () => void;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  /** Lets it make the next call, or tells it how the call of another ended for it. */
  readonly goOn: (turn: Flight | ItemEnd<Result>) => void;
}

/**
 * Returns a function that makes calls of one kind. Calls go at once if none of their kind is in flight, those of one moment together.
 * Those that are made meanwhile wait, and then go together. One of them makes the call, so that it belongs to a handler that is still running. A call whose part in the
 * answer is unclear is made alone afterwards.
 */
export function gatherCalls<Item, Result>(kind: CallKind<Item, Result>, gate: Gate): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let current: Flight | undefined;

  function letGo(flight: Flight): void {
    if (current !== flight) return;
    flight.stopWatching?.();
    const next = waiting.shift();
    current = next === undefined ? undefined : { hasBegun: false };
    if (current !== undefined) next?.goOn(current);
  }

  function watch(flight: Flight): void {
    if (!flight.hasBegun || waiting.length === 0) return;
    flight.stopWatching ??= gate.watch(() => {
      letGo(flight);
    });
  }

  async function lead(item: Item, flight: Flight): Promise<ItemEnd<Result>> {
    let others: readonly Waiting<Item, Result>[] = [];
    try {
      await gate.pause(() => isFull(item, waiting, kind));
      flight.hasBegun = true;
      others = takeAlong(item, waiting, kind);
      watch(flight);
      if (others.length === 0) return { kind: 'done', result: await kind.alone(item) };
      const [own = unclear, ...ends] = await kind.together([item, ...others.map((other) => other.item)]);
      for (const [index, { goOn }] of others.entries()) goOn(ends[index] ?? unclear);
      return own;
    } catch (error) {
      for (const { goOn } of others) goOn({ kind: 'failed', error });
      return { kind: 'failed', error };
    } finally {
      letGo(flight);
    }
  }

  async function endOf(item: Item): Promise<ItemEnd<Result>> {
    if (current === undefined) {
      current = { hasBegun: false };
      return await lead(item, current);
    }
    const held = current;
    const turn = await new Promise<Flight | ItemEnd<Result>>((goOn) => {
      waiting.push({ item, goOn });
      watch(held);
    });
    return 'kind' in turn ? turn : await lead(item, turn);
  }

  return async function call(item) {
    const leave = gate.enter();
    try {
      const end = await endOf(item);
      switch (end.kind) {
        case 'done':
          return end.result;
        case 'failed':
          throw end.error;
        case 'unclear':
          return await kind.alone(item);
      }
    } finally {
      leave();
    }
  };
}

const unclear = { kind: 'unclear' } as const;

/** `true` if what waits fills the next call. */
function isFull<Item, Result>(
  item: Item,
  waiting: readonly Waiting<Item, Result>[],
  kind: CallKind<Item, Result>,
): boolean {
  const measure = createMeasure(kind);
  const isLarge = (): boolean =>
    waiting.reduce((size, next) => size + measure(next.item), measure(item)) >= kind.maxSize;
  return waiting.length + 1 >= kind.maxItems || isLarge();
}

/** Returns a function that returns by how much each further item makes a call larger. */
function createMeasure<Item, Result>({ sizeOf = () => 1, partsOf }: CallKind<Item, Result>): (item: Item) => number {
  if (partsOf === undefined) return sizeOf;
  const parts = new Set<string>();
  return (item) => {
    const before = parts.size;
    for (const part of partsOf(item)) parts.add(part);
    return parts.size - before;
  };
}

/** Takes from those that wait, in their order, what fits into one call with an item; the others wait on. */
function takeAlong<Item, Result>(
  item: Item,
  waiting: Waiting<Item, Result>[],
  kind: CallKind<Item, Result>,
): readonly Waiting<Item, Result>[] {
  if (waiting.length === 0) return [];
  const { idOf, maxSize, maxItems } = kind;
  const measure = createMeasure(kind);
  const taken: Waiting<Item, Result>[] = [];
  const left: Waiting<Item, Result>[] = [];
  const ids = new Set([idOf?.(item)]);
  let size = measure(item);
  let hasNoRoom = false;
  for (const next of waiting) {
    const id = idOf?.(next.item);
    const isTwice = id !== undefined && ids.has(id);
    if (!hasNoRoom && !isTwice) {
      size += measure(next.item);
      hasNoRoom = size > maxSize || taken.length + 1 >= maxItems;
    }
    if (hasNoRoom || isTwice) {
      left.push(next);
      continue;
    }
    ids.add(id);
    taken.push(next);
  }
  waiting.splice(0, waiting.length, ...left);
  return taken;
}
