import type { Finding } from '../../src/backend/order-events/changes/finding.ts';
import { boundTold, nameOccurrences, withoutFindings } from '../../src/backend/order-events/timeline/occurrences.ts';

const at = '2023-01-16T14:40:02.119716000Z';
const paid: Finding = { kind: 'order-paid', moment: 'cycle-1', canRepeat: false, previous: {}, current: {} };
const archived: Finding = { ...paid, kind: 'order-archived', moment: '1', canRepeat: true };

describe('findings as changes', () => {
  it('are named by their moments and dated by their own instant, else by the event', () => {
    const changes = nameOccurrences([{ ...paid, at: '2023-01-16T14:40:01.000Z' }, archived], [], at);

    expect(changes).toEqual([
      {
        kind: 'order-paid',
        evidence: 'compared',
        occurrence: 'cycle-1',
        previous: {},
        current: {},
        occurredAt: '2023-01-16T14:40:01.000Z',
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
    expect(nameOccurrences([paid], ['order-paid:cycle-1'], at)).toEqual([]);
    expect(nameOccurrences([paid, paid], [], at)).toHaveLength(1);
  });

  it('are counted on when they were told and may come about again', () => {
    const told = ['order-archived:1', 'order-archived:1~2'];

    const changes = nameOccurrences([archived, archived], told, at);

    expect(changes.map(({ occurrence }) => occurrence)).toEqual(['1~3', '1~4']);
  });

  it('are counted on from the highest count that is left', () => {
    const changes = nameOccurrences([archived], ['order-archived:1~1041'], at);

    expect(changes.map(({ occurrence }) => occurrence)).toEqual(['1~1042']);
  });

  it('are told of another moment, whatever was told of the first', () => {
    const changes = nameOccurrences([{ ...paid, moment: 'cycle-2' }], ['order-paid:cycle-1'], at);

    expect(changes.map(({ occurrence }) => occurrence)).toEqual(['cycle-2']);
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
    expect(boundTold(told, size)).toEqual(left);
  });
});

describe('findings less those that were known', () => {
  const ofTicket = (subject: string, moment: string): Finding => ({
    ...archived,
    kind: 'ticket-archived',
    moment,
    subject,
  });

  it.each<[string, Finding[], Finding[], Finding[]]>([
    ['the same moment goes', [paid], [paid], []],
    ['one for one', [archived, archived], [archived], [archived]],
    ['another kind stays', [paid], [archived], [paid]],
    ['another moment of what comes about once stays', [{ ...paid, moment: 'a' }], [paid], [{ ...paid, moment: 'a' }]],
    ['another moment of what may come about again goes', [{ ...archived, moment: 'a' }], [archived], []],
    ['but not of another ticket', [ofTicket('1', 'a')], [ofTicket('2', 'b')], [ofTicket('1', 'a')]],
    ['nor of another kind', [{ ...archived, moment: 'a' }], [ofTicket('2', 'b')], [{ ...archived, moment: 'a' }]],
  ])('%s', (_what, findings, known, left) => {
    expect(withoutFindings(findings, known)).toEqual(left);
  });
});
