import type { NotificationRule } from '../../../src/backend/order-events/rules/rule.ts';
import { changed, type PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { PayloadOf } from '../../workbench/payload/documented-payloads.ts';
import type { Scenario, ScenarioEvent } from '../scenario.ts';

/** Creates an event of the documented ticket order in a certain state at a time on 28 April 2020 (`12:24:29.768`). */
function ticketEvent(payloadOf: PayloadOf, name: string, time: string, changes: PayloadChanges): ScenarioEvent {
  const raw = changed(payloadOf('wixEvents_onOrderUpdated'), { timestamp: `2020-04-28T${time}Z`, ...changes });
  return { name, handler: 'wixEvents_onOrderUpdated', raw };
}

function ticketRule(id: string, change: NotificationRule<'wix-events'>['change']): NotificationRule<'wix-events'> {
  return {
    id,
    product: 'wix-events',
    change,
    emailId: id,
    recipient: 'buyer',
    variables: ({ change: { occurrence } }) => ({ occurrence }),
  };
}

/** Scenarios of ticket orders. */
export function ticketScenarios(payloadOf: PayloadOf): Scenario[] {
  const initiated = ticketEvent(payloadOf, 'initiated', '12:23:51.523', {
    status: 'INITIATED',
    confirmed: false,
    tickets: undefined,
    contactId: undefined,
    memberId: undefined,
    method: undefined,
  });
  const paid = ticketEvent(payloadOf, 'paid', '12:24:29.768', {});
  const canceled = ticketEvent(payloadOf, 'canceled', '12:31:02.004', { status: 'CANCELED' });
  const common = {
    product: 'wix-events',
    finalOrder: canceled.raw,
    now: '2020-04-28T12:33:00.000Z',
    rules: [ticketRule('paid', 'order-paid'), ticketRule('canceled', 'order-canceled')],
  } as const;
  return [
    {
      ...common,
      name: 'ticket order canceled',
      known: [initiated],
      events: [paid, canceled],
      expected: [
        { rule: 'paid', occurrence: '1', needs: ['paid'] },
        { rule: 'canceled', occurrence: '1', needs: [] },
      ],
    },
    {
      ...common,
      name: 'ticket order canceled, of which nothing was known',
      known: [],
      events: [initiated, paid, canceled],
      expected: [
        { rule: 'paid', occurrence: '1', needs: ['initiated', 'paid'] },
        { rule: 'canceled', occurrence: '1', needs: [] },
      ],
    },
  ];
}
