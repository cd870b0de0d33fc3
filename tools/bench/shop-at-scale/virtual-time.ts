/** Simulated time, which advances only after everything planned for the current instant has happened. */
export interface VirtualTime {
  /** Milliseconds since 1970. */
  now(): number;
  at(ms: number, run: () => void): void;
  sleep(ms: number): Promise<void>;
  /** Runs all planned actions in order, up to an instant or until none is left. */
  runUntil(ms: number): Promise<void>;
}

interface Planned {
  readonly at: number;
  readonly number: number;
  readonly run: () => void;
}

/** Creates a virtual time that starts at an instant. Actions planned for the same instant run in the order of planning. */
export function createVirtualTime(startAt: number): VirtualTime {
  const heap: Planned[] = [];
  let [current, planned] = [startAt, 0];

  function at(ms: number, run: () => void): void {
    push(heap, { at: Math.max(ms, current), number: (planned += 1), run });
  }

  return {
    now: () => current,
    at,
    sleep: (ms) =>
      new Promise((resolve) => {
        at(current + ms, resolve);
      }),
    async runUntil(ms) {
      for (let next = heap[0]; next !== undefined && next.at <= ms; next = heap[0]) {
        pop(heap);
        current = next.at;
        next.run();
        // The resumed code runs to its next wait before time advances.
        await new Promise((resolve) => void setImmediate(resolve));
      }
      current = Math.max(current, ms);
    },
  };
}

function isBefore(left: Planned, right: Planned): boolean {
  return left.at < right.at || (left.at === right.at && left.number < right.number);
}

function push(heap: Planned[], planned: Planned): void {
  let place = heap.length;
  heap.push(planned);
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(planned, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = planned;
}

function pop(heap: Planned[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    const [one, other] = [heap[left], heap[left + 1]];
    if (one === undefined) break;
    const isOther = other !== undefined && isBefore(other, one);
    const child = isOther ? other : one;
    if (!isBefore(child, last)) break;
    heap[place] = child;
    place = left + (isOther ? 1 : 0);
  }
  heap[place] = last;
}
