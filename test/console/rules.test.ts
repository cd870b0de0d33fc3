import { loadRules } from '../../tools/console/rules/load-rules.ts';
import { listRuleVariables } from '../../tools/console/rules/list-rule-variables.ts';
import { root } from './console-client.ts';

it('reads of the site’s rules which variables each can set', () => {
  const rule = loadRules(root)?.find(({ id }) => id === 'ticket-order-paid');

  expect(rule).toEqual({
    id: 'ticket-order-paid',
    product: 'wix-events',
    change: 'order-paid',
    emailIds: ['TicketOrderPaid'],
    variables: ['firstName', 'orderNumber', 'ticketCount'],
    evidence: null,
    hasCondition: false,
  });
});

it('knows no rules of a folder that is no site', () => {
  expect(loadRules('/nowhere')).toBeNull();
});

type Anything = Record<string, Record<string, () => string> & string[]>;

it.each([
  [
    'reads and calls what it is given',
    ({ order, format }: Anything) => ({ a: format?.['money']?.(), b: `${order?.length ?? 0}` }),
    ['a', 'b'],
  ],
  ['lists what it is given', ({ tickets }: Anything) => ({ a: [...(tickets ?? [])].join() }), ['a']],
  [
    'throws',
    () => {
      throw new Error('no');
    },
    null,
  ],
  ['gives nothing', () => undefined, null],
])('tells the names of a rule that %s', (_, variables, names) => {
  expect(listRuleVariables(variables)).toEqual(names);
});

it('tells no names of what is no function', () => {
  expect(listRuleVariables({})).toBeNull();
});
