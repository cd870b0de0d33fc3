import { formatPath, listPaths, lookUp, parsePath } from '../../../../tools/workbench/payload/event-path.ts';

describe('a path', () => {
  it.each([
    ['status', ['status']],
    ['tickets[0].checkIn.created', ['tickets', '0', 'checkIn', 'created']],
    ['tickets.0.checkIn.created', ['tickets', '0', 'checkIn', 'created']],
    ['a[1][2]', ['a', '1', '2']],
    ['[3].x', ['3', 'x']],
    ['extendedFields.@my-app/field', ['extendedFields', '@my-app/field']],
  ])('%s is read key by key', (text, keys) => {
    expect(parsePath(text)).toEqual(keys);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a[', 'a[x]', 'a[0', 'a]', 'a[-1]'])('cannot be %j', (text) => {
    expect(parsePath(text)).toBeUndefined();
  });

  it('is written with its indexes in brackets', () => {
    expect(formatPath(['tickets', '0', 'checkIn'])).toBe('tickets[0].checkIn');
  });
});

describe('looking up a path', () => {
  const event = { tickets: [{ archived: false }], note: null };

  it('tells a null that is there from what is not there', () => {
    expect(lookUp(event, ['note'])).toEqual({ isThere: true, value: null });
    expect(lookUp(event, ['notes'])).toEqual({ isThere: false, value: undefined });
  });

  it.each([
    ['an inherited property', ['toString']],
    ['the length of an array', ['tickets', 'length']],
    ['an index beyond the end', ['tickets', '1']],
    ['a field of null', ['note', 'text']],
  ])('does not find %s', (_what, path) => {
    expect(lookUp(event, path).isThere).toBe(false);
  });
});

describe('the list of paths', () => {
  it('has outer paths before inner ones and stops at its limit', () => {
    const event = { a: { b: 1 }, c: [2] };

    expect(listPaths(event, 10).map(formatPath)).toEqual(['a', 'c', 'a.b', 'c[0]']);
    expect(listPaths(event, 2).map(formatPath)).toEqual(['a', 'c']);
  });
});
