import type { AroundCall, PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import {
  insertTogether,
  readTogether,
  saveTogether,
  type OwnInsert,
  type Retry,
} from '../../src/backend/order-events/wix/bulk-calls.ts';
import { refusalKindOf, storeErrorCodeOf } from '../../src/backend/order-events/wix/data-refusal.ts';
import { codeOf } from '../../src/backend/order-events/wix/error-code.ts';
import { gatherCalls, type Gate, type ItemEnd } from '../../src/backend/order-events/wix/gather-calls.ts';
import { retryCall } from '../../src/backend/order-events/wix/retry-call.ts';
import type { FailingCalls, OpenDoubt } from './calls-that-fail.ts';
import { contentId } from './fingerprint.ts';
import {
  addPending,
  hasWon,
  noteAnswer,
  noteEffect,
  winningAnswer,
  type Member,
  type Pending,
  type Running,
  type Sharing,
  type Step,
} from './running-process.ts';

/** Port calls that go together, as those of the stores on Wix Data do. */
const kinds: Partial<Record<PortCall['name'], 'insert' | 'save' | 'read'>> = {
  'projections.read': 'read',
  'projections.save': 'insert',
  'notifications.insert': 'insert',
  'notifications.read': 'read',
  'notifications.save': 'save',
  'notifications.noteSent': 'save',
  'claims.claim': 'insert',
  'erasures.find': 'read',
};

/** One call to make together with others. */
interface SharedCall extends OwnInsert {
  readonly call: PortCall;
  readonly effect: () => unknown;
  readonly member: Member;
  /** Makes the call alone. */
  readonly alone: () => Promise<unknown>;
  readonly number: number;
}

interface Sharers {
  readonly running: Running;
  readonly world: World;
  readonly sharing: Sharing;
  readonly triesAgain: boolean;
}

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
        ...(kinds[name] === 'read' ? {} : { idOf: ({ id }: SharedCall) => id }),
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
      if (member === undefined || kinds[call.name] === undefined) return await around(call, effect);
      const number = (member.calls += 1);
      const item: SharedCall = {
        id: idOf(call),
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

/** Adds a call that waits for the schedule; `create` is given what removes it. */
function addCall(running: Running, create: (remove: () => void) => Pending): void {
  const pending = create(() => {
    running.pending = running.pending.filter((other) => other !== pending);
  });
  running.pending = [...running.pending, pending];
}

async function callTogether(
  items: readonly SharedCall[],
  writers: ReadonlyMap<string, string>,
  sharers: Sharers,
): Promise<readonly ItemEnd<unknown>[]> {
  const { world, triesAgain } = sharers;
  const retry = triesAgain ? retryAtOnce : callOnce;
  const [first] = items;
  const kind = first === undefined ? undefined : kinds[first.call.name];
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
      (all) => writeAll(all, sharers),
      retry,
    );
  const ends = await insertTogether(
    items,
    {
      insertAll: (all) => writeAll(all, sharers),
      findWriters: (ids) => lookUp(ids, writers, items, sharers),
    },
    retry,
  );
  return ends.map((end, index): ItemEnd<unknown> => {
    const item = items[index];
    if (end.kind !== 'done' || item === undefined) return end;
    const result = end.result === 'inserted' ? winningAnswer(item.call) : losingAnswer(item, world);
    noteAnswer(item.member, item.number, String(contentId(result)), item.call, world);
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

/** A bulk insert or save, whose items are written one by one. */
function writeAll(items: readonly SharedCall[], { running, world, triesAgain }: Sharers): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ends = new Map<SharedCall, 'inserted' | 'updated' | 'skipped' | 'refused'>();
    addCall(running, (remove) => {
      const step = (name: string, isFailure: boolean, act: () => void): Step => ({
        name,
        isFailure,
        act() {
          act();
          return [];
        },
      });
      function write(item: SharedCall): void {
        const answer = item.effect();
        const isInsert = kinds[item.call.name] === 'insert';
        ends.set(item, isInsert ? (hasWon(item.call, answer) ? 'inserted' : 'skipped') : 'updated');
        noteEffect(item.member, item.call, answer);
      }
      function fail(error: Error): readonly OpenDoubt[] {
        remove();
        running.hasFailed ||= !triesAgain;
        reject(error);
        if (triesAgain || refusalKindOf(codeOf(error)) !== 'busy') return [];
        return items.flatMap((item) => (ends.has(item) ? [] : doubtOfNote(item)));
      }
      const refuse = (name: string, code: string): Step => ({
        name,
        isFailure: true,
        act: () => fail(Object.assign(new Error(code), { code })),
      });
      function answer(named: (item: SharedCall) => boolean): void {
        remove();
        const ofKind = (kind: string): readonly SharedCall[] => items.filter((item) => ends.get(item) === kind);
        const inserted = ofKind('inserted').filter(named);
        const updated = ofKind('updated').filter(named);
        if (kinds[items[0]?.call.name ?? 'channels.send'] === 'save') {
          for (const item of updated) noteAnswer(item.member, item.number, 'saved', item.call, world);
        }
        resolve({
          inserted: inserted.length,
          insertedItemIds: inserted.map(({ id }) => id),
          updated: updated.length,
          updatedItemIds: updated.map(({ id }) => id),
          skipped: ofKind('skipped').length,
          errors: ofKind('refused').map(() => new Error('An item was refused')),
        });
      }
      return {
        get name() {
          const parts = items.map((item) => `${item.writer} ${ends.get(item) ?? ''}`);
          return `${items[0]?.call.name ?? ''} of several (${parts.join()})`;
        },
        stepsOf(failing: FailingCalls | undefined) {
          const open = items.filter((item) => !ends.has(item));
          const isWritten = open.length === 0;
          const steps = open.map((item) =>
            step(`${item.writer} takes effect`, false, () => {
              write(item);
            }),
          );
          if (isWritten)
            steps.push(
              step('answers', false, () => {
                answer(() => true);
              }),
            );
          if (failing === undefined || failing === 'emails') return steps;
          const written = items.filter((item) => ['inserted', 'updated'].includes(ends.get(item) ?? ''));
          return [
            ...steps,
            ...open.map((item) =>
              step(`${item.writer} is refused`, true, () => {
                ends.set(item, 'refused');
              }),
            ),
            ...(ends.size === 0 ? [refuse('is too much', 'WDE0014')] : []),
            refuse('times out', 'WDE0028'),
            refuse('fails', 'UNKNOWN'),
            ...(isWritten
              ? [
                  step('answers oddly', true, () => {
                    remove();
                    resolve({});
                  }),
                  step('names even what it skipped', true, () => {
                    remove();
                    resolve({ inserted: written.length, insertedItemIds: items.map(({ id }) => id) });
                  }),
                  ...written.map((left) =>
                    step(`answers without ${left.writer}`, true, () => {
                      answer((item) => item !== left);
                    }),
                  ),
                ]
              : []),
          ];
        },
      };
    });
  });
}

/** The doubt about an email whose note was lost. */
function doubtOfNote({ call, member }: SharedCall): readonly OpenDoubt[] {
  if (call.name !== 'notifications.noteSent' && call.name !== 'notifications.save') return [];
  const { key } = call.args[0];
  if (member.unnoted.has(key)) return [{ key, doubt: 'sent' }];
  return member.claimed.has(key) ? [{ key, doubt: 'claimed' }] : [];
}

/** Reads several rows at one moment: what each of them shows does not depend on the others. */
function readAll(items: readonly SharedCall[], sharers: Sharers): Promise<ReadonlyMap<SharedCall, unknown>> {
  const { world } = sharers;
  return query(items, sharers, () => {
    const found = new Map(items.map((item) => [item, item.effect()]));
    for (const [{ member, number, call }, answer] of found) {
      noteAnswer(member, number, String(contentId(answer)), call, world);
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

/** Returns the id of the row that a call writes or reads. */
function idOf(call: PortCall): string {
  if (call.name === 'projections.save') {
    const [{ product, orderId }, revision] = call.args;
    return `${product}/${orderId}#${String(revision + 1)}`;
  }
  if (call.name === 'claims.claim') return `${call.args[0]}#${String(call.args[1])}`;
  const isWrite =
    call.name === 'notifications.insert' ||
    call.name === 'notifications.save' ||
    call.name === 'notifications.noteSent';
  return isWrite ? call.args[0].key : '';
}

function isStored(call: PortCall, { projections, notifications, claims }: World): boolean {
  if (call.name === 'notifications.insert') return notifications.has(call.args[0].key);
  if (call.name === 'claims.claim') return claims.has(idOf(call));
  if (call.name !== 'projections.save') return false;
  const [{ product, orderId }, revision] = call.args;
  return (projections.get(`${product}/${orderId}`)?.revision ?? 0) > revision;
}

function losingAnswer({ call }: SharedCall, { claims, now }: World): unknown {
  if (call.name === 'projections.save') return 'outdated';
  if (call.name === 'claims.claim') return { kind: 'taken', since: claims.get(idOf(call)) ?? now };
  return 'exists';
}
