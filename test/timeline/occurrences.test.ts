import type { Finding } from '../../src/backend/order-events/changes/finding.ts';
import {
  boundReportedKeys,
  countForgotten,
  nameOccurrences,
  withoutFindings,
} from '../../src/backend/order-events/timeline/occurrences.ts';
import { dateText, instant } from '../support/typed-texts.ts';

const at = instant('2023-01-16T14:40:02.119716000Z');
const nothing = { reportedKeys: [] };
const paid: Finding = { kind: 'order-paid', occurrence: 'cycle-1', canRepeat: false, previous: {}, current: {} };
const archived: Finding = { ...paid, kind: 'order-archived', occurrence: '1', canRepeat: true };

describe('findings as changes', () => {
  it('are named by their moments and dated by their own instant, else by the event', () => {
    const changes = nameOccurrences([{ ...paid, at: dateText('2023-01-16T14:40:01.000Z') }, archived], nothing, at);

    expect(changes).toEqual([
      {
        kind: 'order-paid',
        evidence: 'compared',
        occurrence: 'cycle-1',
        previous: {},
        current: {},
        occurredAt: '2023-01-16T14:40:01.000Z',
        notBefore: '2023-01-16T14:40:01.000Z',
      },
      {
        kind: 'order-archived',
        evidence: 'compared',
        occurrence: '1',
        previous: {},
        current: {},
        occurredAt: '2023-01-16T14:40:02.119Z',
      },
    ]);
  });

  it('are left out when they were told and come about once', () => {
    expect(nameOccurrences([paid], { reportedKeys: ['order-paid:cycle-1'] }, at)).toEqual([]);
    expect(nameOccurrences([paid, paid], nothing, at)).toHaveLength(1);
  });

  it('are counted on when they were told and may come about again', () => {
    const told = { reportedKeys: ['order-archived:1', 'order-archived:1~2'] };

    const changes = nameOccurrences([archived, archived], told, at);

    expect(changes.map(({ occurrence }) => occurrence)).toEqual(['1~3', '1~4']);
  });

  it('are counted on from the highest count that is left', () => {
    const changes = nameOccurrences([archived], { reportedKeys: ['order-archived:1~1041'] }, at);

    expect(changes.map(({ occurrence }) => occurrence)).toEqual(['1~1042']);
  });

  it('are told of another moment, whatever was told of the first', () => {
    const changes = nameOccurrences([{ ...paid, occurrence: 'cycle-2' }], { reportedKeys: ['order-paid:cycle-1'] }, at);

    expect(changes.map(({ occurrence }) => occurrence)).toEqual(['cycle-2']);
  });
});

describe('a change that was reported by the time of its event', () => {
  it.each([
    ['is known within a minute', '2023-01-16T14:41:00.000Z', 0],
    ['is another one later than that', '2023-01-16T14:41:00.001Z', 1],
  ])('%s', (_what, time, count) => {
    const finding: Finding = { ...paid, at: dateText(time) };

    expect(
      nameOccurrences([finding], { reportedKeys: ['order-paid:about-2023-01-16T14:40:00.000Z'] }, at),
    ).toHaveLength(count);
    expect(
      nameOccurrences([finding], { reportedKeys: ['order-ended:about-2023-01-16T14:40:00.000Z'] }, at),
    ).toHaveLength(1);
  });
});

describe('the earliest that a change can have happened', () => {
  it.each([
    ['is what the order says', '2023-01-16T14:40:00.000Z', '2023-01-16T14:40:00.000Z'],
    ['is no later than the change itself', '2023-01-16T14:40:02.000Z', '2023-01-16T14:40:01.000Z'],
  ])('%s', (_what, notBefore, expected) => {
    const finding: Finding = { ...paid, at: dateText('2023-01-16T14:40:01.000Z'), notBefore: dateText(notBefore) };

    expect(nameOccurrences([finding], nothing, at)).toMatchObject([{ notBefore: expected }]);
  });
});

describe('a change whose keys were forgotten', () => {
  const forgotten = { reportedKeys: ['order-archived:other'], forgottenCount: 7 };
  const repaid: Finding = { ...paid, restartedBy: 'order-payment-reversed' };

  it.each<[string, Finding, { readonly reportedKeys: string[]; readonly forgottenCount: number }, string[]]>([
    ['is counted on from the highest count that was forgotten', archived, forgotten, ['1~8']],
    [
      'is counted on by its own keys where there are some',
      { ...archived, occurrence: 'other' },
      forgotten,
      ['other~2'],
    ],
    ['is the same as ever where it comes about once', paid, forgotten, ['cycle-1']],
    ['counts as restarted where it may have been', repaid, forgotten, ['cycle-1+7']],
    ['is known where its own key is left', repaid, { reportedKeys: ['order-paid:cycle-1'], forgottenCount: 7 }, []],
    [
      'is restarted as often as the keys say',
      repaid,
      { reportedKeys: ['order-payment-reversed:1~9'], forgottenCount: 7 },
      ['cycle-1+9'],
    ],
  ])('%s', (_what, finding, reported, occurrences) => {
    expect(nameOccurrences([finding], reported, at).map(({ occurrence }) => occurrence)).toEqual(occurrences);
  });

  it.each([
    ['nothing, while all are kept', ['a:1', 'a:1~2'], ['a:1', 'a:1~2'], 0],
    ['nothing, while the highest count is kept', ['a:1', 'a:1~2'], ['a:1~2'], 0],
    ['the highest count of those that are gone', ['a:1~3', 'a:2', 'b:1'], ['b:1'], 3],
  ])('leaves behind %s', (_what, all, kept, count) => {
    expect(countForgotten(all, kept)).toBe(count);
  });
});

describe('told changes beyond what is kept', () => {
  const told = ['placed:1', 'paid:a', 'archived:1', 'archived:1~2', 'archived:1~3'];

  it.each([
    [5, told],
    [4, ['placed:1', 'paid:a', 'archived:1~2', 'archived:1~3']],
    [3, ['placed:1', 'paid:a', 'archived:1~3']],
    [2, ['paid:a', 'archived:1~3']],
    [1, ['archived:1~3']],
  ])('leave the highest count of each moment, then the newest: %d', (size, left) => {
    expect(boundReportedKeys(told, size)).toEqual(left);
  });
});

describe('findings less those that were known', () => {
  const ofTicket = (subject: string, occurrence: string): Finding => ({
    ...archived,
    kind: 'ticket-archived',
    occurrence,
    subject,
  });

  it.each<[string, Finding[], Finding[], Finding[]]>([
    ['the same moment goes', [paid], [paid], []],
    ['one for one', [archived, archived], [archived], [archived]],
    ['another kind stays', [paid], [archived], [paid]],
    [
      'another moment of what comes about once stays',
      [{ ...paid, occurrence: 'a' }],
      [paid],
      [{ ...paid, occurrence: 'a' }],
    ],
    ['another moment of what may come about again goes', [{ ...archived, occurrence: 'a' }], [archived], []],
    ['but not of another ticket', [ofTicket('1', 'a')], [ofTicket('2', 'b')], [ofTicket('1', 'a')]],
    [
      'nor of another kind',
      [{ ...archived, occurrence: 'a' }],
      [ofTicket('2', 'b')],
      [{ ...archived, occurrence: 'a' }],
    ],
  ])('%s', (_what, findings, known, left) => {
    expect(withoutFindings(findings, known)).toEqual(left);
  });
});
