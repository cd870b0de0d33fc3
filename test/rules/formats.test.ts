import { createFormats } from '../../src/backend/order-events/rules/formats.ts';

const NO_BREAK = '\u00a0';

describe('an amount', () => {
  it.each([
    ['en', '40', 'USD', '$40.00'],
    ['de', '1234.5', 'EUR', `1.234,50${NO_BREAK}€`],
    ['en', '33', 'JPY', '¥33'],
    ['no such language!', '40', 'USD', '$40.00'],
    ['en', '40', 'no currency', '40 no currency'],
    ['pt_BR', '1234.5', 'BRL', `R$${NO_BREAK}1.234,50`],
  ])('is written for %p: %s %s', (language, amount, currency, written) => {
    expect(createFormats(language, 'UTC').money(amount, currency)).toBe(written);
  });

  it.each([
    ['en', '0', 'USD', '$0.00'],
    ['en', '-0', 'USD', '-$0.00'],
    ['en', '-5.2', 'EUR', '-€5.20'],
    ['en-US', '999.99', 'GBP', '£999.99'],
    ['en_US', '1000', 'USD', '$1,000.00'],
    ['en', '-1234567.89', 'USD', '-$1,234,567.89'],
    ['en', '999999999999.99', 'USD', '$999,999,999,999.99'],
    ['en', '1234567890123', 'USD', '$1,234,567,890,123.00'],
    ['en', '0.005', 'USD', '$0.01'],
    ['en', '007', 'USD', '$7.00'],
    ['en', 'no amount', 'USD', '$NaN'],
    ['en-GB', '1234.5', 'USD', 'US$1,234.50'],
    ['en', '5', 'usd', '$5.00'],
  ])('is written for %p as `Intl` does: %s %s', (language, amount, currency, written) => {
    const format = new Intl.NumberFormat(language.replace('_', '-'), { style: 'currency', currency });

    expect(createFormats(language, 'UTC').money(amount, currency)).toBe(written);
    expect(format.format(Number(amount))).toBe(written);
  });

  it('is bare without a currency, and absent without an amount', () => {
    const { money } = createFormats('en', 'UTC');

    expect(money('40', undefined)).toBe('40');
    expect(money(undefined, 'USD')).toBeUndefined();
  });
});

describe('a date', () => {
  it.each([
    ['en', 'UTC', 'August 1, 2022'],
    ['de', 'UTC', '1. August 2022'],
    ['en', 'Pacific/Auckland', 'August 2, 2022'],
    ['no such language!', 'UTC', 'August 1, 2022'],
    ['en', 'No/Such_Zone', 'August 1, 2022'],
    ['de', 'No/Such_Zone', '1. August 2022'],
    ['no such language!', 'Pacific/Auckland', 'August 2, 2022'],
  ])('is written for %p in %s', (language, timeZone, written) => {
    expect(createFormats(language, timeZone).date('2022-08-01T16:23:00.000Z')).toBe(written);
  });

  it('can be written with its time', () => {
    const written = createFormats('en', 'Europe/Lisbon').dateTime('2022-08-01T16:23:00.000Z');

    expect(written).toMatch(/^August 1, 2022 at 5:23\sPM$/);
  });

  it('is absent without an instant', () => {
    expect(createFormats('en', 'UTC').date(undefined)).toBeUndefined();
    expect(createFormats('en', 'UTC').dateTime(undefined)).toBeUndefined();
  });

  it('is written alike a second time', () => {
    const { date } = createFormats('fr', 'UTC');

    expect([date('2022-08-01T16:23:00.000Z'), date('2022-08-02T16:23:00.000Z')]).toEqual([
      '1 août 2022',
      '2 août 2022',
    ]);
  });

  it('is written alike however many formats are in use', () => {
    for (let offset = 0; offset < 250; offset += 1) {
      createFormats(`en-x-a${String(offset)}`, 'UTC').date('2022-08-01T16:23:00.000Z');
    }

    expect(createFormats('en', 'UTC').date('2022-08-01T16:23:00.000Z')).toBe('August 1, 2022');
  });

  it('is made ready once while it is in use, and forgotten after 200 others, so that memory stays bounded', () => {
    const made = jest.spyOn(Intl, 'DateTimeFormat');
    const { date } = createFormats('sv', 'UTC');
    const write = (): unknown => date('2022-08-01T16:23:00.000Z');
    const madeFor = (language: string): number => made.mock.calls.filter(([code]) => code === language).length;

    write();
    createFormats('en', 'UTC').date('2022-08-01T16:23:00.000Z');
    createFormats('fi', 'UTC').date('2022-08-01T16:23:00.000Z');
    write();
    expect(madeFor('sv')).toBe(1);
    for (let offset = 0; offset < 200; offset += 1) {
      createFormats(`en-x-b${String(offset)}`, 'UTC').date('2022-08-01T16:23:00.000Z');
    }
    expect(write()).toBe('1 augusti 2022');
    expect(madeFor('sv')).toBe(2);
    made.mockRestore();
  });
});
