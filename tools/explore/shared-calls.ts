import type { AroundCall, PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import {
  insertTogether,
  readTogether,
  saveTogether,
  type Retry,
} from '../../src/backend/order-events/wix/bulk-calls.ts';
import { refusalKindOf, storeErrorCodeOf } from '../../src/backend/order-events/wix/data-refusal.ts';
import { codeOf } from '../../src/backend/order-events/wix/error-code.ts';
import { gatherCalls, type Gate, type ItemEnd } from '../../src/backend/order-events/wix/gather-calls.ts';
import { retryCall } from '../../src/backend/order-events/wix/retry-call.ts';
import { gatheredKinds, hasWon, rowIdOf, winningAnswer } from '../workbench/port-calls/gathered-calls.ts';
import { contentId } from './fingerprint.ts';
import { addPending, noteAnswer, noteEffect } from './running.ts';
import { addCall, type SharedCall, type Sharers } from './shared-call.ts';
import { writeTogether } from './write-together.ts';

/**
 * Lets the processes of a container share their calls through the code of the product. The schedule decides when each item of a bulk call
 * takes effect, in which order, and when the answer comes; the container may be stopped at any of these points.
 */
export function shareCalls(sharers: Sharers, arounds: readonly AroundCall[]): readonly AroundCall[] {
  const { running } = sharers;
  const writers = new Map<string, string>();
  const queues = new Map<PortCall['name'], SharedCall[]>();
  const gathered = new Map<PortCall['name'], (item: SharedCall) => Promise<unknown>>();
  running.sharedState = () =>
    [...queues]
      .map(([name, items]) => `${name}:${items.map(({ writer }) => writer).join()}`)
      .sort()
      .join(';') +
    [...running.pending.map(({ name }) => name)].sort().join('/') +
    running.failure;

  function gatherer(name: PortCall['name']): (item: SharedCall) => Promise<unknown> {
    const known = gathered.get(name);
    if (known !== undefined) return known;
    const queue: SharedCall[] = [];
    queues.set(name, queue);
    const leave = (items: readonly SharedCall[]): void => {
      queue.splice(0, queue.length, ...queue.filter((item) => !items.includes(item)));
    };
    const gather = gatherCalls<SharedCall, unknown>(
      {
        alone(item) {
          leave([item]);
          return item.alone();
        },
        together(items) {
          leave(items);
          return callTogether(items, writers, sharers);
        },
        ...(gatheredKinds[name] === 'read' ? {} : { idOf: ({ id }: SharedCall) => id }),
        maxSize: 10,
        maxItems: 10,
      },
      gateOf(name, sharers),
    );
    const submit = (item: SharedCall): Promise<unknown> => {
      queue.push(item);
      return gather(item);
    };
    gathered.set(name, submit);
    return submit;
  }

  return arounds.map((around, index): AroundCall => {
    const member = running.members[index];
    return async (call, effect) => {
      if (member === undefined || gatheredKinds[call.name] === undefined) return await around(call, effect);
      const number = (member.calls += 1);
      const item: SharedCall = {
        id: rowIdOf(call),
        writer: `${String(index)}.${String(number)}`,
        call,
        effect() {
          const answer = effect();
          if (hasWon(call, answer)) writers.set(item.id, item.writer);
          return answer;
        },
        member,
        alone: () => around(call, () => item.effect() as ReturnType<typeof effect>),
        number,
      };
      return (await gatherer(call.name)(item)) as ReturnType<typeof effect>;
    };
  });
}

/** Lets the schedule end a pause; in `at-once` there are none. A call is always answered, or its container is stopped. */
function gateOf(name: string, { running, sharing }: Sharers): Gate {
  return {
    enter: () => () => undefined,
    pause: () =>
      sharing === 'at-once'
        ? undefined
        : new Promise((resolve) => {
            addPending(
              running,
              { name: `${name} waits`, stepName: 'no longer', isLast: sharing === 'in-step' },
              resolve,
            );
          }),
    watch: () => () => undefined,
  };
}

async function callTogether(
  items: readonly SharedCall[],
  writers: ReadonlyMap<string, string>,
  sharers: Sharers,
): Promise<readonly ItemEnd<unknown>[]> {
  const { world, triesAgain } = sharers;
  const retry = triesAgain ? retryAtOnce : callOnce;
  const [first] = items;
  const kind = first === undefined ? undefined : gatheredKinds[first.call.name];
  if (kind === 'read')
    return await readTogether(
      items,
      (all) => readAll(all, sharers),
      (found, item) => found.get(item),
    );
  if (kind === 'save')
    return await saveTogether(
      items,
      ({ id }) => id,
      (all) => writeTogether(all, sharers),
      retry,
    );
  const ends = await insertTogether(
    items,
    {
      insertAll: (all) => writeTogether(all, sharers),
      findWriters: (ids) => lookUp(ids, writers, items, sharers),
    },
    retry,
  );
  return ends.map((end, index): ItemEnd<unknown> => {
    const item = items[index];
    if (end.kind !== 'done' || item === undefined) return end;
    const result = end.result === 'inserted' ? winningAnswer(item.call) : losingAnswer(item, world);
    noteAnswer(item.member, item.number, String(contentId(result)));
    if (end.result === 'inserted') noteEffect(item.member, item.call, result);
    return { kind: 'done', result };
  });
}

/** Tries a call as often as the product does, without waiting. */
const retryAtOnce: Retry = (call, lookInto) =>
  retryCall(
    'a bulk call',
    {
      effort: 'brief',
      random: () => 0.5,
      sleep: () => Promise.resolve(),
      onRefusal: () => Promise.resolve(false),
    },
    call,
    lookInto,
  );

/** A call of which all tries end alike. */
const callOnce: Retry = async (call, lookInto) => {
  try {
    return await call();
  } catch (error) {
    const code = codeOf(error);
    const seen = await lookInto({ kind: refusalKindOf(code), code, isLast: true });
    if (seen !== undefined) return seen.result;
    throw new OrderEventsError(storeErrorCodeOf(code), 'A bulk call failed', error);
  }
};

/** Reads several rows at one moment: what each of them shows does not depend on the others. */
function readAll(items: readonly SharedCall[], sharers: Sharers): Promise<ReadonlyMap<SharedCall, unknown>> {
  return query(items, sharers, () => {
    const found = new Map(items.map((item) => [item, item.effect()]));
    for (const [{ member, number }, answer] of found) {
      noteAnswer(member, number, String(contentId(answer)));
    }
    return found;
  });
}

/** Reads the writers of rows; a row of an earlier container has another's token. */
function lookUp(
  ids: readonly string[],
  writers: ReadonlyMap<string, string>,
  items: readonly SharedCall[],
  sharers: Sharers,
): Promise<ReadonlyMap<string, unknown>> {
  const asked = items.filter(({ id }) => ids.includes(id));
  return query(asked, sharers, () => {
    const stored = asked.filter(({ call }) => isStored(call, sharers.world));
    return new Map(stored.map(({ id }) => [id, writers.get(id) ?? 'another']));
  });
}

function query<Found>(
  items: readonly SharedCall[],
  { running, triesAgain }: Sharers,
  read: () => Found,
): Promise<Found> {
  const tryOnce = (): Promise<Found> =>
    new Promise((resolve, reject) => {
      addCall(running, (remove) => ({
        name: `query for ${items[0]?.call.name ?? ''} ${items.map(({ writer }) => writer).join()}`,
        stepsOf: (failing) => [
          {
            name: '',
            isFailure: false,
            act() {
              remove();
              resolve(read());
              return [];
            },
          },
          ...(failing === undefined || failing === 'emails' ? [] : ['WDE0014', 'UNKNOWN']).map((code) => ({
            name: `is refused with ${code}`,
            isFailure: true,
            act() {
              remove();
              running.hasFailed ||= !triesAgain;
              reject(Object.assign(new Error(code), { code }));
              return [];
            },
          })),
        ],
      }));
    });
  return (triesAgain ? retryAtOnce : callOnce)(tryOnce, () => Promise.resolve(undefined));
}

function isStored(call: PortCall, { projections, notifications, claims }: World): boolean {
  if (call.name === 'notifications.insert') return notifications.has(call.args[0].key);
  if (call.name === 'claims.claim') return claims.has(rowIdOf(call));
  if (call.name !== 'projections.save') return false;
  const [{ product, orderId }, revision] = call.args;
  return (projections.get(`${product}/${orderId}`)?.revision ?? 0) > revision;
}

function losingAnswer({ call }: SharedCall, { claims, now }: World): unknown {
  if (call.name === 'projections.save') return 'outdated';
  if (call.name === 'claims.claim') return { kind: 'taken', since: claims.get(rowIdOf(call)) ?? now };
  return 'exists';
}
