import { findJsonProblems } from '../../tools/console/browser/fire/check-json.ts';
import { insertionOf } from '../../tools/console/browser/fire/editor/insertion-of.ts';
import { readFields } from '../../tools/console/views/read-fields.ts';
import { root } from './console-client.ts';

it.each([
  ['{"a": 1}', []],
  ['{\n  "a": 1,\n  b\n}', [[3, 'Invalid symbol']]],
  ['{"a": 1 // why\n}', [[1, 'Invalid comment token']]],
  ['{"a": 1,}', [[1, 'Property name expected']]],
  ['', [[1, 'Value expected']]],
])('says where %j is no JSON', (text, problems) => {
  const found = findJsonProblems(text).map(({ line, text: words }) => [line, words]);

  expect(found.slice(0, 1)).toEqual(problems);
});

it.each([
  ['status', { path: 'entity.status', kind: 'string', values: ['"APPROVED"'] }, '\n  "x"', '"status": "APPROVED",', 20],
  ['status', { path: 'entity.status', kind: 'string', values: ['"APPROVED"'] }, ': "OLD"', '"status"', 8],
  ['email', { path: 'email', kind: 'string', values: [] }, '}', '"email": ""', 10],
  ['items[].price.total', { path: '', kind: 'number', values: [] }, '}', '"items": [{ "price": { "total": 0 } }]', 33],
])('writes %s with what belongs to it', (path, hint, after, insert, cursor) => {
  expect(insertionOf(path, hint, after)).toEqual({ insert, cursor });
});

it('knows the fields of an event, also those that its own payloads lack, with values of its product', () => {
  const fields = readFields(root, 'wixEcom_onOrderPaymentStatusUpdated');

  expect(
    fields.filter(({ path }) => /^(metadata\.id|data\.order\.(status|buyerNote|lineItems\[\]\.quantity))$/.test(path)),
  ).toMatchObject([
    { path: 'data.order.buyerNote', kind: 'string' },
    { path: 'data.order.lineItems[].quantity', kind: 'number' },
    { path: 'data.order.status', kind: 'string', values: expect.arrayContaining(['"APPROVED"']) },
    { path: 'metadata.id', kind: 'string' },
  ]);
});
