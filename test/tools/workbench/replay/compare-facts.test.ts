import { compareFacts } from '../../../../tools/workbench/replay/compare-facts.ts';
import { factsOf, type ReportFacts } from '../../../../tools/workbench/replay/report-facts.ts';

const paid: ReportFacts = {
  verdict: 'changed',
  'change order-paid': 'reported',
  'notification paid': 'sent',
  'email Paid to c': 'sent',
  'email Paid to c variable total': '$40.00',
};

function without(facts: ReportFacts, ...names: string[]): ReportFacts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name)));
}

describe('two runs of one event', () => {
  it('are the same', () => {
    expect(compareFacts(paid, { ...paid })).toEqual({ verdict: 'same', differences: [] });
  });

  it.each<[string, ReportFacts]>([
    ['rejected now', { verdict: 'rejected', rejection: 'entity._id' }],
    ['crashed now', { ...paid, verdict: 'crashed' }],
    ['held now', { ...paid, 'notification paid': 'held: no-contact' }],
    ['not told any more', without(paid, 'notification paid', 'email Paid to c', 'email Paid to c variable total')],
    ['told without a variable', without(paid, 'email Paid to c variable total')],
  ])('regressed: %s', (_what, now) => {
    expect(compareFacts(paid, now).verdict).toBe('regressed');
  });

  it.each<[string, ReportFacts]>([
    ['rejected then', { verdict: 'rejected' }],
    ['held then', { ...paid, 'notification paid': 'held: rule-threw' }],
  ])('are fixed: %s', (_what, then) => {
    expect(compareFacts(then, paid).verdict).toBe('fixed');
  });

  it.each<[string, ReportFacts]>([
    ['another value of a variable', { ...paid, 'email Paid to c variable total': '40,00 $' }],
    ['a further variable', { ...paid, 'email Paid to c variable name': 'Jane' }],
    ['a further email', { ...paid, 'email Thanks to c': 'sent', 'notification k': 'sent' }],
    ['another verdict', { ...paid, verdict: 'first-seen' }],
  ])('are changed: %s', (_what, now) => {
    expect(compareFacts(paid, now).verdict).toBe('changed');
  });

  it('name each difference', () => {
    expect(compareFacts(paid, { ...paid, 'email Paid to c variable total': '40,00 $' }).differences).toEqual([
      { what: 'email Paid to c variable total', previous: '$40.00', current: '40,00 $' },
    ]);
  });
});

describe('the facts of a report', () => {
  it('name every change, notification, email and variable', () => {
    const email = { emailId: 'Canceled', contactId: 'c', variables: { name: 'John' } };

    const facts = factsOf({
      handler: 'wixEvents_onOrderUpdated',
      verdict: 'changed',
      order: { product: 'wix-events', id: 'o' },
      changes: [{ kind: 'order-canceled', evidence: 'compared', occurrence: '1', previous: {}, current: {} }],
      notifications: [{ key: 'k', rule: 'r', change: 'order-canceled', status: 'held', reason: 'no-contact' }],
      emails: [email, { ...email, contactId: null }, email],
      warnings: [],
      rejection: null,
      wixCalls: { data: 4, email: 1 },
    });

    expect(facts).toEqual({
      verdict: 'changed',
      'change order-canceled': 'compared',
      'notification r': 'held: no-contact',
      'email Canceled to c': 'sent',
      'email Canceled to c variable name': 'John',
      'email Canceled to nobody': 'sent',
      'email Canceled to nobody variable name': 'John',
      'email Canceled to c (2)': 'sent',
      'email Canceled to c (2) variable name': 'John',
    });
  });
});
