import { fieldFinding, findUnknownStatus, toggleFindings } from '../../src/backend/order-events/changes/finding.ts';

describe('the finding of a field', () => {
  it('shows what is absent as null, and is one that comes about once', () => {
    expect(fieldFinding('order-canceled', 'status', undefined, undefined)).toEqual({
      kind: 'order-canceled',
      occurrence: '1',
      canRepeat: false,
      at: undefined,
      previous: { status: null },
      current: { status: null },
    });
  });
});

describe('the finding of a flag', () => {
  const kinds = { on: 'ticket-archived', off: 'ticket-unarchived' } as const;

  it.each([
    [false, true, 'ticket-archived'],
    [true, false, 'ticket-unarchived'],
  ])('from %p to %p is %s, of its ticket, and may come about again', (before, after, kind) => {
    expect(toggleFindings(kinds, 'archived', before, after, 'T1')).toMatchObject([
      {
        kind,
        occurrence: 'T1@1',
        canRepeat: true,
        subject: 'T1',
        previous: { archived: before },
        current: { archived: after },
      },
    ]);
  });

  it('of the order itself has no subject', () => {
    expect(toggleFindings(kinds, 'archived', false, true)).toMatchObject([{ occurrence: '1', subject: undefined }]);
  });

  it.each([
    [undefined, true],
    [true, undefined],
    [true, true],
    [false, false],
  ])('from %p to %p is none', (before, after) => {
    expect(toggleFindings(kinds, 'archived', before, after)).toEqual([]);
  });
});

describe('the finding of a status that nobody knows', () => {
  const known = new Set(['PAID']);

  it('is told apart by its field and its value', () => {
    expect(findUnknownStatus('paymentStatus', known, 'PAID', 'DISPUTED')).toMatchObject([
      {
        kind: 'status-unknown',
        occurrence: 'paymentStatus=DISPUTED',
        previous: { paymentStatus: 'PAID' },
        current: { paymentStatus: 'DISPUTED' },
      },
    ]);
  });

  it('has nothing before it at first sight', () => {
    const [finding] = findUnknownStatus('paymentStatus', known, undefined, 'DISPUTED');

    expect(finding?.previous).toEqual({ paymentStatus: null });
  });

  it.each([
    ['is known', 'DISPUTED', 'PAID'],
    ['was there before', 'DISPUTED', 'DISPUTED'],
    ['is not shown', 'DISPUTED', undefined],
  ])('is none where the status %s', (_what, before, after) => {
    expect(findUnknownStatus('paymentStatus', known, before, after)).toEqual([]);
  });
});
