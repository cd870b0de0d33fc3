import { refusalKindOf } from '../../src/backend/order-events/wix/data-refusal.ts';
import { codeOf } from '../../src/backend/order-events/wix/error-code.ts';
import { gatheredKinds, hasWon } from '../workbench/port-calls/gathered-calls.ts';
import type { OpenDoubt } from './calls-that-fail.ts';
import { noteAnswer, noteEffect, type Step } from './running.ts';
import { addCall, type SharedCall, type Sharers } from './shared-call.ts';

type ItemEnd = 'inserted' | 'updated' | 'skipped' | 'refused';

/** A bulk call that is under way. */
interface BulkWrite {
  readonly items: readonly SharedCall[];
  readonly ends: Map<SharedCall, ItemEnd>;
  readonly sharers: Sharers;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A bulk insert or save, whose items are written one by one. */
export function writeTogether(items: readonly SharedCall[], sharers: Sharers): Promise<unknown> {
  return new Promise((onAnswer, onError) => {
    addCall(sharers.running, (remove) => {
      const bulk: BulkWrite = {
        items,
        ends: new Map(),
        sharers,
        resolve(answer) {
          remove();
          onAnswer(answer);
        },
        reject(error) {
          remove();
          onError(error);
        },
      };
      return {
        get name() {
          const parts = items.map((item) => `${item.writer} ${bulk.ends.get(item) ?? ''}`);
          return `${items[0]?.call.name ?? ''} of several (${parts.join()})`;
        },
        stepsOf: (failing) => [
          ...soundSteps(bulk),
          ...(failing === undefined || failing === 'emails' ? [] : failures(bulk)),
        ],
      };
    });
  });
}

function soundSteps(bulk: BulkWrite): readonly Step[] {
  const open = bulk.items.filter((item) => !bulk.ends.has(item));
  if (open.length === 0) return [step('answers', () => answer(bulk))];
  return open.map((item) => step(`${item.writer} takes effect`, () => write(bulk, item)));
}

function failures(bulk: BulkWrite): readonly Step[] {
  const { items, ends, resolve } = bulk;
  const open = items.filter((item) => !ends.has(item));
  const written = items.filter((item) => ['inserted', 'updated'].includes(ends.get(item) ?? ''));
  const always = [
    ...open.map((item) => failure(`${item.writer} is refused`, () => void ends.set(item, 'refused'))),
    ...(ends.size === 0 ? [refusal(bulk, 'is too much', 'WDE0014')] : []),
    refusal(bulk, 'times out', 'WDE0028'),
    refusal(bulk, 'fails', 'UNKNOWN'),
  ];
  if (open.length > 0) return always;
  return [
    ...always,
    failure('answers oddly', () => {
      resolve({});
    }),
    failure('names even what it skipped', () => {
      resolve({ inserted: written.length, insertedItemIds: items.map(({ id }) => id) });
    }),
    ...written.map((left) =>
      failure(`answers without ${left.writer}`, () => {
        answer(bulk, (item) => item !== left);
      }),
    ),
  ];
}

function step(name: string, act: () => void, isFailure = false): Step {
  return {
    name,
    isFailure,
    act() {
      act();
      return [];
    },
  };
}

function failure(name: string, act: () => void): Step {
  return step(name, act, true);
}

function refusal(bulk: BulkWrite, name: string, code: string): Step {
  return { name, isFailure: true, act: () => fail(bulk, Object.assign(new Error(code), { code })) };
}

function fail({ items, ends, sharers, reject }: BulkWrite, error: Error): readonly OpenDoubt[] {
  const { running, triesAgain } = sharers;
  running.hasFailed ||= !triesAgain;
  reject(error);
  if (triesAgain || refusalKindOf(codeOf(error)) !== 'busy') return [];
  return items.flatMap((item) => (ends.has(item) ? [] : doubtOfNote(item)));
}

function write({ ends }: BulkWrite, item: SharedCall): void {
  const result = item.effect();
  const isInsert = gatheredKinds[item.call.name] === 'insert';
  ends.set(item, isInsert ? (hasWon(item.call, result) ? 'inserted' : 'skipped') : 'updated');
  noteEffect(item.member, item.call, result);
}

function answer({ items, ends, resolve }: BulkWrite, isNamed: (item: SharedCall) => boolean = all): void {
  const ofKind = (kind: ItemEnd): readonly SharedCall[] => items.filter((item) => ends.get(item) === kind);
  const inserted = ofKind('inserted').filter(isNamed);
  const updated = ofKind('updated').filter(isNamed);
  if (gatheredKinds[items[0]?.call.name ?? 'channels.send'] === 'save') {
    for (const { member, number } of updated) noteAnswer(member, number, 'saved');
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

function all(): boolean {
  return true;
}

/** The doubt about an email whose note was lost. */
function doubtOfNote({ call, member }: SharedCall): readonly OpenDoubt[] {
  if (call.name !== 'notifications.noteSent' && call.name !== 'notifications.save') return [];
  const { key } = call.args[0];
  if (member.unnoted.has(key)) return [{ key, doubt: 'sent' }];
  return member.claimed.has(key) ? [{ key, doubt: 'claimed' }] : [];
}
