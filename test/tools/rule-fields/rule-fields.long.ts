import { describeFields, type DescribedField } from '../../../tools/rule-fields/describe-fields.ts';
import { findGaps } from '../../../tools/rule-fields/find-gaps.ts';
import { formatGuide } from '../../../tools/rule-fields/format-guide.ts';
import { root } from '../site/clean-site.ts';

const field: DescribedField = {
  name: 'couponCode',
  type: 'string',
  isOptional: true,
  isFunction: false,
  meaning: 'The code of the coupon.',
  absence: 'Absent without one.',
  fields: [],
  items: [],
};

function gapsOf(changes: Partial<DescribedField>): string[] {
  return findGaps(new Map([['contexts', [{ ...field, name: 'wix-ecom', fields: [{ ...field, ...changes }] }]]]));
}

it('names a field whose docstring does not say what it means or when it is absent', () => {
  expect(gapsOf({})).toEqual([]);
  expect(gapsOf({ meaning: '' })).toEqual(['contexts.wix-ecom.couponCode (string) has no docstring']);
  expect(gapsOf({ absence: '' })).toEqual([
    'contexts.wix-ecom.couponCode: say in its docstring when it is absent ("Absent …")',
  ]);
  expect(gapsOf({ absence: '', isOptional: false })).toEqual([]);
});

it('lists every field with its meaning, an example of a documented payload and when it is absent', () => {
  const described = describeFields(root);

  const guide = formatGuide('# Rules\n', described, root);

  expect(findGaps(described)).toEqual([]);
  expect(guide.startsWith('# Rules\n')).toBe(true);
  expect(guide).toContain(
    '| `tickets[].price.currency` | string | The currency, such as `USD`. | `"EUR"` | where the event names none. |',
  );
  expect(guide).toContain(
    '| `withinHours` | number |  | Greatest age of the change, in hours of event time; 24 by default.',
  );
});
