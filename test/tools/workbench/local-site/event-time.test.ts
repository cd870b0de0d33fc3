import { readEventTime } from '../../../../tools/workbench/local-site/event-time.ts';
import { documentedPayload } from '../../../support/documented-payloads.ts';

describe('the time of an event', () => {
  it.each([
    ['wixEvents_onOrderUpdated', '2020-04-28T12:24:29.768Z'],
    ['wixEvents_onOrderUpdated.rest', '2020-04-28T12:24:29.768Z'],
    ['wixPricingPlans_onOrderUpdated', '2022-07-26T15:19:06.124Z'],
    ['wixEcom_onOrderUpdated', '2023-01-16T13:53:13.143Z'],
    ['wixEcom_onOrderPaymentStatusUpdated', '2023-01-16T14:40:02.119Z'],
  ] as const)('%s is %s', (name, time) => {
    expect(readEventTime(documentedPayload(name))).toBe(Date.parse(time));
  });

  it.each([
    ['an SDK envelope of a plan', { metadata: { eventTime: '2022-01-01T00:00:00Z' }, entity: {} }],
    ['an SDK envelope of tickets', { metadata: {}, data: { timestamp: '2022-01-01T00:00:00Z' } }],
    ['a REST body', { eventTime: '2022-01-01T00:00:00Z', updatedEvent: {} }],
    ['a REST body as text', JSON.stringify({ data: JSON.stringify({ eventTime: '2022-01-01T00:00:00Z' }) })],
  ])('is found in %s', (_what, event) => {
    expect(readEventTime(event)).toBe(1640995200000);
  });

  it.each([null, 5, 'text', [], {}, { metadata: null }, { timestamp: 'soon' }, { timestamp: 5 }])(
    'is not made up for %j',
    (event) => {
      expect(readEventTime(event)).toBeUndefined();
    },
  );
});
