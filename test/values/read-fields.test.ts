import {
  answerField,
  countField,
  dateField,
  flagField,
  idField,
  listField,
  numberField,
  objectField,
  shapeOf,
  statusField,
  textField,
} from '../../src/backend/order-events/values/fields.ts';
import { readFields } from '../../src/backend/order-events/values/read-fields.ts';
import type { WarningCode } from '../../src/backend/order-events/values/warnings.ts';

const shape = shapeOf({
  id: idField,
  status: statusField,
  name: textField,
  archived: flagField,
  index: numberField,
  count: countField,
  at: dateField,
  answer: answerField,
  buyer: objectField({ email: textField }),
  tickets: listField(objectField({ number: idField })),
});

function read(object: Readonly<Record<string, unknown>>, path = 'entity') {
  const warnings: WarningCode[] = [];
  const { output, issues } = readFields(shape, object, path, warnings);
  return { output, issues, warnings };
}

it('reads the fields that a shape names, and no others', () => {
  const at = new Date(0);
  const object = {
    ...{ id: 'a1', status: 'PAID', name: '', archived: false, index: 0, count: '3', at, answer: true },
    ...{ buyer: { email: null, phone: '1' }, tickets: [{ number: 'n1' }, null], other: 1 },
  };

  expect(read(object)).toEqual({
    output: {
      ...{ id: 'a1', status: 'PAID', name: '', archived: false, index: 0, count: '3', at, answer: true },
      ...{ buyer: { email: null }, tickets: [{ number: 'n1' }, null] },
    },
    issues: [],
    warnings: [],
  });
});

it.each([
  ['id', 7, 'string'],
  ['id', 'x'.repeat(129), 'text of at most 128 characters'],
  ['status', 'x'.repeat(65), 'text of at most 64 characters'],
  ['archived', 'true', 'boolean'],
  ['index', Number.NaN, 'number'],
  ['count', true, 'number or text'],
  ['at', 0, 'date'],
  ['answer', {}, 'answer'],
  ['buyer', [], 'object'],
  ['buyer', 'x', 'object'],
  ['tickets', {}, 'list'],
])('%s of %p counts as absent, and is named without its value', (field, value, expected) => {
  const { output, issues, warnings } = read({ [field]: value });

  expect(output).toEqual({ [field]: undefined });
  expect(issues).toEqual([{ keys: [field], expected, value }]);
  expect(warnings).toEqual([`unexpected-type: entity.${field}`]);
});

it('names the whole way to a field, and keeps what is beside it', () => {
  const { output, warnings } = read({ tickets: [{ number: 'n1' }, { number: 2 }, 3], buyer: { email: 4 } }, '');

  expect(output).toEqual({ tickets: [{ number: 'n1' }, { number: undefined }, undefined], buyer: {} });
  expect(warnings).toEqual([
    'unexpected-type: buyer.email',
    'unexpected-type: tickets.1.number',
    'unexpected-type: tickets.2',
  ]);
});

it('warns of twenty fields at most', () => {
  const { issues, warnings } = read({ tickets: Array.from({ length: 30 }, () => 1) });

  expect(issues).toHaveLength(30);
  expect(warnings).toHaveLength(20);
});
