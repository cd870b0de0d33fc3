import { pathPartOf, textOfPart } from '../../tools/console/contract/path-part.ts';

it.each([
  ['7a8b195e-ab73-4138-b9da-cdf5e864a451', '7a8b195e-ab73-4138-b9da-cdf5e864a451'],
  ['a/b ü', 'a%2Fb%20%C3%BC'],
  ['half \ud83d of a pair', 'half%20%5Cud83d%20of%20a%20pair'],
  ['"\\', '%5C%22%5C%5C'],
])('%j is %s in an address, and the same text again behind it', (text, part) => {
  expect(pathPartOf(text)).toBe(part);
  expect(textOfPart(decodeURIComponent(part))).toBe(text);
});

it('leaves what is no such part as it is', () => {
  expect(textOfPart('a"b')).toBe('a"b');
});
