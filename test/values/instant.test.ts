import {
  instantOfMs,
  instantOfNow,
  msOf,
  readInstant,
  toMilliseconds,
} from '../../src/backend/order-events/values/instant.ts';
import { instant } from '../support/typed-texts.ts';

describe('an instant', () => {
  it.each([
    ['without fraction digits', '2022-07-27T00:00:00Z', '2022-07-27T00:00:00.000000000Z'],
    ['with two', '2020-04-28T12:24:20.92Z', '2020-04-28T12:24:20.920000000Z'],
    ['with three', '2023-01-16T14:40:02.184Z', '2023-01-16T14:40:02.184000000Z'],
    ['with six', '2022-07-26T15:19:06.124503Z', '2022-07-26T15:19:06.124503000Z'],
    ['with nine', '2024-02-05T10:00:00.123456789Z', '2024-02-05T10:00:00.123456789Z'],
    ['with more than nine', '2024-02-05T10:00:00.12345678999Z', '2024-02-05T10:00:00.123456789Z'],
    ['east of Greenwich', '2022-07-27T01:30:00.5+02:00', '2022-07-26T23:30:00.500000000Z'],
    ['west of Greenwich', '2022-12-31T23:00:00-05:00', '2023-01-01T04:00:00.000000000Z'],
  ])('printed %s keeps every digit that counts', (_digits, printed, read) => {
    expect(readInstant(printed)).toBe(read);
  });

  it('is read from a Date, of another realm too', () => {
    expect(readInstant(new Date(Date.UTC(2023, 0, 16, 14, 40, 2, 119)))).toBe('2023-01-16T14:40:02.119000000Z');
  });

  it.each([
    ['2021-01-0315:38:06.235Z'],
    ['Mon Aug 01 2022 16:23:00 GMT+0000 (Coordinated Universal Time)'],
    ['2022-13-01T00:00:00Z'],
    ['2022-08-01T25:00:00Z'],
    ['2022-08-01T16:23:00'],
    ['2022-08-01'],
    [''],
    ['9999-12-31T23:59:59-05:00'],
    ['0000-01-01T00:00:00+05:00'],
    [new Date(Number.NaN)],
    [new Date(253402300800000)],
    [1659370980000],
    [{ $date: '2022-08-01T16:23:00.000Z' }],
    [null],
    [undefined],
  ])('is not read from %p', (printed) => {
    expect(readInstant(printed)).toBeUndefined();
  });

  it('sorts as text where the printed forms do not', () => {
    const wholeSecond = readInstant('2022-07-27T00:00:00Z');
    const halfSecond = readInstant('2022-07-27T00:00:00.5Z');

    expect([halfSecond, wholeSecond].sort()).toEqual([
      '2022-07-27T00:00:00.000000000Z',
      '2022-07-27T00:00:00.500000000Z',
    ]);
  });
});

describe('a count of milliseconds', () => {
  it.each([
    [0, '1970-01-01T00:00:00.000000000Z'],
    [1673880002119, '2023-01-16T14:40:02.119000000Z'],
    [253402300799999, '9999-12-31T23:59:59.999000000Z'],
  ])('%s names an instant', (ms, text) => {
    expect(instantOfMs(ms)).toBe(text);
    expect(instantOfNow(ms)).toBe(text);
  });

  it.each([Number.NaN, 8.64e15 + 1, 253402300800000, -62167219200001])('%s names none', (ms) => {
    expect(instantOfMs(ms)).toBeUndefined();
    expect(instantOfNow(ms)).toBe('1970-01-01T00:00:00.000000000Z');
  });

  it('of an instant leaves out the finer digits', () => {
    const precise = instant('2023-01-16T14:40:02.119716000Z');

    expect(msOf(precise)).toBe(1673880002119);
    expect(toMilliseconds(precise)).toBe('2023-01-16T14:40:02.119Z');
  });
});
