import { jsonTextOf } from '../../src/backend/order-events/values/json-text.ts';

const LEVELS = 20_000;
const DEEP_TEXT = `${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}`;

describe('a value as JSON text', () => {
  it.each([
    ['objects', '{"a":', '}'],
    ['lists', '[', ']'],
  ])('is whole, however deep its %s are', (_what, open, close) => {
    const inner = '{"text":"\\"","list":[1,null,true,[]],"none":{}}';
    const text = `${open.repeat(LEVELS)}${inner}${close.repeat(LEVELS)}`;
    const value: unknown = JSON.parse(text);

    expect(() => JSON.stringify(value)).toThrow(RangeError);
    expect(jsonTextOf(value)).toBe(text);
  });

  it('has what JSON makes of dates, and of what it has no word for, also where it is deep', () => {
    const inner = { at: new Date(0), none: undefined, list: [undefined, jest.fn()], call: jest.fn() };
    const deep = { deep: JSON.parse(DEEP_TEXT) as unknown, inner };

    expect(jsonTextOf(inner)).toBe('{"at":"1970-01-01T00:00:00.000Z","list":[null,null]}');
    expect(jsonTextOf(deep)).toBe(`{"deep":${DEEP_TEXT},"inner":{"at":"1970-01-01T00:00:00.000Z","list":[null,null]}}`);
  });

  it('may hold one value twice', () => {
    const deep: unknown = JSON.parse(DEEP_TEXT);

    expect(jsonTextOf([deep, deep])).toBe(`[${DEEP_TEXT},${DEEP_TEXT}]`);
  });

  it.each<[string, unknown]>([
    ['holds itself', holdingItself()],
    ['holds itself below what is deep', { deep: JSON.parse(DEEP_TEXT), itself: holdingItself() }],
    ['holds a number that JSON has not', { big: 1n }],
  ])('there is none of what %s', (_what, value) => {
    expect(() => jsonTextOf(value)).toThrow(TypeError);
  });

  it('is none where there is no value', () => {
    expect(jsonTextOf(undefined)).toBeUndefined();
  });
});

function holdingItself(): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  return value;
}
