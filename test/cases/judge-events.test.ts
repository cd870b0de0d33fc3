import type { Report } from '../../tools/cases/call-command.ts';
import type { EmailExpectation, EventExpectation } from '../../tools/cases/case-folder.ts';
import { judgeEvents } from '../../tools/cases/judge-events.ts';

const quiet: Report = {
  verdict: 'no-change',
  changes: [],
  notifications: [],
  emails: [],
  warnings: [],
  rejection: null,
};
const paid: Report = {
  ...quiet,
  verdict: 'changed',
  changes: [{ kind: 'order-paid', evidence: 'compared' }],
  notifications: [{ change: 'order-paid', status: 'sent' }],
  emails: [{ emailId: 'ShopOrderPaid', contactId: 'jane', variables: { firstName: 'Jane', total: '$40.00' } }],
  warnings: ['unreadable-date'],
};
const held: Report = {
  ...quiet,
  notifications: [{ change: 'order-paid', status: 'held', reason: 'no-contact' }],
};
const refused: Report = {
  ...quiet,
  verdict: 'rejected',
  rejection: { path: 'event', expected: 'an event', found: 'a Text' },
};
const failed: Report = { ...quiet, verdict: null, failure: { kind: 'threw', message: 'no store' } };

const paidEmail: EmailExpectation = {
  event: 1,
  emailId: 'ShopOrderPaid',
  contactId: 'jane',
  variables: { total: '$40.00' },
  shows: [],
  hides: [],
};

function expecting(expected: Partial<EventExpectation>): EventExpectation {
  const nothing = { emails: [], unsent: [], isSilent: false, changes: [], warnings: [], rejections: [] };
  return { ...nothing, ...expected };
}

it.each<[string, Partial<EventExpectation>, Report]>([
  ['nothing happens', { isSilent: true, verdicts: ['no-change'] }, quiet],
  ['the email is sent', { emails: [paidEmail], verdicts: ['changed'] }, paid],
  [
    'a variable is left out or fits its pattern',
    { emails: [{ ...paidEmail, variables: { orderNumber: null, total: { matches: '^\\$4' } } }] },
    paid,
  ],
  [
    'the change has its evidence',
    { emails: [paidEmail], changes: [{ event: 1, kind: 'order-paid', evidence: 'compared' }] },
    paid,
  ],
  ['there is some warning', { emails: [paidEmail], warnings: [{ event: 1 }] }, paid],
  [
    'the notification is held',
    { unsent: [{ event: 1, change: 'order-paid', status: 'held', reason: 'no-contact' }] },
    held,
  ],
  ['the rejection says so', { rejections: [{ event: 1, path: 'event', says: 'a text' }] }, refused],
  ['the verdict does not matter', { verdicts: [null] }, quiet],
])('has nothing to say when %s', (_, expected, report) => {
  expect(judgeEvents(expecting(expected), [report])).toEqual([]);
});

/** Each with what is said of it. */
const wrong: readonly (readonly [Partial<EventExpectation>, Report, readonly string[]])[] = [
  [{ emails: [paidEmail] }, quiet, ['event 1: ShopOrderPaid is not sent']],
  [{}, paid, ['event 1: ShopOrderPaid is sent, and should not be']],
  [
    { emails: [{ ...paidEmail, contactId: 'john' }] },
    paid,
    ['event 1: ShopOrderPaid goes to the contact jane instead of john'],
  ],
  [
    { emails: [{ event: 1, emailId: 'ShopOrderPaid', memberId: 'jane', variables: {}, shows: [], hides: [] }] },
    paid,
    [
      'event 1: ShopOrderPaid goes to the contact jane instead of nobody',
      'event 1: ShopOrderPaid goes to the member nobody instead of jane',
    ],
  ],
  [
    { emails: [{ ...paidEmail, variables: { total: null, firstName: 'John', orderNumber: '1' } }] },
    paid,
    [
      'event 1: ShopOrderPaid has total "$40.00" instead of left out',
      'event 1: ShopOrderPaid has firstName "Jane" instead of "John"',
      'event 1: ShopOrderPaid has orderNumber left out instead of "1"',
    ],
  ],
  [
    { emails: [{ ...paidEmail, variables: { orderNumber: { matches: '1' } }, shows: ['$5.00'], hides: ['$40.00'] }] },
    paid,
    [
      'event 1: ShopOrderPaid has orderNumber left out instead of {"matches":"1"}',
      'event 1: ShopOrderPaid does not show $5.00',
      'event 1: ShopOrderPaid shows $40.00',
    ],
  ],
  [{ isSilent: true }, held, ['event 1: order-paid asks for a notification (held)']],
  [
    { unsent: [{ event: 1, change: 'order-paid', status: 'expired', reason: 'age-unknown' }] },
    held,
    ['event 1: order-paid is held (no-contact) instead of expired (age-unknown)'],
  ],
  [
    { unsent: [{ event: 1, change: 'order-paid', status: 'held' }] },
    quiet,
    ['event 1: order-paid is not told instead of held'],
  ],
  [
    { verdicts: ['stale', 'stale'] },
    quiet,
    ['event 1: is no-change instead of stale', 'event 2: is nothing instead of stale'],
  ],
  [{ changes: [{ event: 1, kind: 'order-paid' }] }, quiet, ['event 1: order-paid is not found']],
  [
    { emails: [paidEmail], changes: [{ event: 1, kind: 'order-paid', evidence: 'reported' }] },
    paid,
    ['event 1: order-paid is compared instead of reported'],
  ],
  [
    { warnings: [{ event: 1 }, { event: 1, code: 'order-under-data' }] },
    quiet,
    ['event 1: does not warn', 'event 1: does not warn of order-under-data'],
  ],
  [{}, refused, ['event 1: is rejected (event: expected an event, found a Text)']],
  [
    { rejections: [{ event: 1, path: 'event', says: 'token' }] },
    refused,
    ['event 1: is rejected with "event: expected an event, found a Text", which does not say "token"'],
  ],
  [{ rejections: [{ event: 1, path: 'event', says: 'token' }] }, quiet, ['event 1: is not rejected']],
  [{}, failed, ['event 1: the handler failed (no store)']],
];

it.each(wrong.map(([expected, report, differences]) => [differences, expected, report] as const))(
  'says %j',
  (differences, expected, report) => {
    expect(judgeEvents(expecting(expected), [report])).toEqual(differences);
  },
);

it('takes one email for one expectation', () => {
  const expected = expecting({ emails: [paidEmail, { ...paidEmail, event: 2 }] });

  expect(judgeEvents(expected, [paid, paid])).toEqual([]);
  expect(judgeEvents(expected, [paid, quiet])).toEqual(['event 2: ShopOrderPaid is not sent']);
  expect(judgeEvents(expected, [paid, paid, paid])).toEqual(['event 3: ShopOrderPaid is sent, and should not be']);
});
