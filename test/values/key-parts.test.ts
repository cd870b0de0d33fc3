import fc from 'fast-check';

import { keyPart, lastKeyPart, occurrencePart, textOfPart } from '../../src/backend/order-events/values/key-parts.ts';

describe('a part of a key', () => {
  it.each([
    ['7a8b195e-ab73-4138-b9da-cdf5e864a451', '7a8b195e-ab73-4138-b9da-cdf5e864a451'],
    ['FMXC-BZG3-OT041@2020-04-28T12:24:20.920Z', 'FMXC-BZG3-OT041@2020-04-28T12:24:20.920Z'],
    ['1~2', '1~2'],
    ['a/b', 'a%2Fb'],
    ['100%', '100%25'],
  ])('of %j is %j', (text, part) => {
    expect(keyPart(text)).toBe(part);
    expect(textOfPart(part)).toBe(text);
  });

  it.each([
    ['FMXC-BZG3-OT041', 'FMXC-BZG3-OT041'],
    ['1Z 999/7', '1Z 999/7'],
    ['a@b~2+1%', 'a%40b%7E2%2B1%25'],
  ])('within an occurrence of %j is %j', (text, part) => {
    expect(occurrencePart(text)).toBe(part);
    expect(textOfPart(part)).toBe(text);
  });

  it.each([
    ['tickets/paid', undefined, 'tickets/paid'],
    ['canceled', 'OT041', 'canceled@OT041'],
    ['canceled@OT041', undefined, 'canceled%40OT041'],
    ['a', 'b@c', 'a@b%40c'],
  ])('at the end, of the rule %j and the ticket %j, is %j', (rule, ticket, part) => {
    expect(lastKeyPart(rule, ticket)).toBe(part);
  });
});

it('no two keys are one, whatever their parts are', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '/', '%', '@', '2', '5', 'F'), maxLength: 4 });
  const parts = fc.tuple(text, text, text, fc.option(text, { nil: undefined }));
  const keyOf = ([id, occurrence, rule, ticket]: readonly [string, string, string, string | undefined]): string =>
    [keyPart(id), keyPart(occurrence), lastKeyPart(rule, ticket)].join('/');

  fc.assert(
    fc.property(
      parts,
      parts,
      (left, right) => (keyOf(left) === keyOf(right)) === (JSON.stringify(left) === JSON.stringify(right)),
    ),
    { numRuns: 20_000, seed: 10 },
  );
});
