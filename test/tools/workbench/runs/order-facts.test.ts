import {
  isFound,
  mergeFacts,
  nameOfPerson,
  nameOrder,
  readEventFacts,
  termsOf,
  type EventFacts,
} from '../../../../tools/workbench/runs/order-facts.ts';
import { payloadText } from '../../../console/console-client.ts';

function factsOf(handler: string, json = payloadText(handler)): EventFacts {
  const shown = readEventFacts(handler, json);
  if (shown === undefined) throw new Error('It is no order event.');
  return shown;
}

it.each([
  ['wixEcom_onOrderUpdated', { number: '10003', item: 'Watch', buyer: 'janedoe@gmail.com' }],
  ['wixEvents_onOrderUpdated', { number: 'FMXC-BZG3-OT', item: null, buyer: 'john.doe@somedomain.com' }],
  ['wixPricingPlans_onOrderUpdated', { number: null, item: 'One and Done', buyer: null }],
])('names the order of %s as its documented payload has it', (handler, name) => {
  expect(nameOrder(factsOf(handler).facts)).toEqual(name);
});

it('names a guest by the address of their ticket', () => {
  const { facts } = factsOf('wixEvents_onOrderUpdated');

  expect(nameOfPerson(facts, 'e11af3d4-c205-4d3a-b687-58d4dda78a6c')).toBe('jane.doe@somedomain.com');
  expect(nameOfPerson(facts, 'somebody else')).toBeNull();
});

it('keeps what is known when a further event shows less', () => {
  const known = factsOf('wixEcom_onOrderUpdated');
  const shipped = factsOf('wixEcom_onFulfillmentsUpdated', payloadText('wixEcom_onFulfillmentsUpdated', 'example'));

  expect(nameOrder(mergeFacts(known.facts, shipped))).toEqual(nameOrder(known.facts));
});

it('forgets the people of an order that is anonymized', () => {
  const known = factsOf('wixEcom_onOrderUpdated');
  const event = payloadText('wixEcom_onOrderUpdated')
    .replace('"triggeredByAnonymizeRequest": false', '"triggeredByAnonymizeRequest": true')
    .replaceAll('janedoe@gmail.com', 'gone@example.com');

  const { people } = mergeFacts(known.facts, factsOf('wixEcom_onOrderUpdated', event));

  expect(people.map(({ address }) => address)).toEqual(['gone@example.com']);
});

it('is no fact where an event is none', () => {
  expect(readEventFacts('wixEcom_onOrderUpdated', '{"entity":{}}')).toBeUndefined();
  expect(readEventFacts('wixEcom_onOrderUpdated', 'no JSON')).toBeUndefined();
  expect(readEventFacts('no_handler', '{}')).toBeUndefined();
});

it('finds an order by words of its number, product, address and name, in any order', () => {
  const { facts } = factsOf('wixEcom_onOrderUpdated');
  const found = (search: string): boolean => isFound(termsOf(search), 'shop-order-paid', facts);

  expect(['10003', 'WATCH', 'janedoe jane', 'paid 10003', ' '].map(found)).toEqual([true, true, true, true, true]);
  expect(['10004', 'watch 10004'].map(found)).toEqual([false, false]);
});
