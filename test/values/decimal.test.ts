import { addDecimals, compareDecimals, readDecimal } from '../../src/backend/order-events/values/decimal.ts';
import { decimal } from '../support/typed-texts.ts';

describe('an amount', () => {
  it.each([
    ['40', '40'],
    ['40.00', '40'],
    ['40.0', '40'],
    ['9.08', '9.08'],
    ['0.10', '0.1'],
    ['0', '0'],
    ['0.0', '0'],
    ['000', '0'],
    ['007.50', '7.5'],
    ['-0.00', '0'],
    ['-10.00', '-10'],
    ['-0.5', '-0.5'],
    ['40.', '40'],
    [40, '40'],
    [74.99, '74.99'],
    ['99999999999999999999.99', '99999999999999999999.99'],
  ])('printed as %p reads %p', (printed, read) => {
    expect(readDecimal(printed)).toBe(read);
  });

  it.each(['', ' ', '$40.00', '1,234.50', '40 USD', '1e3', '.5', '--1', 'NaN', 'Infinity'])(
    'cannot be read from %p',
    (printed) => {
      expect(readDecimal(printed)).toBeUndefined();
    },
  );

  it.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY, 1e21])('cannot be read from %p', (printed) => {
    expect(readDecimal(printed)).toBeUndefined();
  });

  it('is not looked for in text of millions of digits', () => {
    const startedAt = process.cpuUsage();

    expect(readDecimal(`${'0'.repeat(2_000_000)}x`)).toBeUndefined();
    expect(readDecimal(`1.${'0'.repeat(2_000_000)}x`)).toBeUndefined();
    expect(process.cpuUsage(startedAt).user).toBeLessThan(1_000_000);
  });

  it('may have sixty-four digits and no more', () => {
    expect(readDecimal('1'.repeat(64))).toBe('1'.repeat(64));
    expect(readDecimal('1'.repeat(65))).toBeUndefined();
  });
});

describe('the sum of two amounts', () => {
  it.each([
    ['10', '25', '35'],
    ['0.1', '0.2', '0.3'],
    ['10.5', '0.25', '10.75'],
    ['0', '40', '40'],
    ['-10', '10', '0'],
    ['0.5', '-1.25', '-0.75'],
    ['-0.05', '0', '-0.05'],
    ['99999999999999999999.99', '0.01', '100000000000000000000'],
  ])('%s + %s is %s, exactly', (left, right, sum) => {
    expect(addDecimals(decimal(left), decimal(right))).toBe(sum);
  });
});

describe('amounts in order', () => {
  it.each([
    ['9.5', '30', -1],
    ['30', '9.5', 1],
    ['0.1', '0.10001', -1],
    ['40', '40', 0],
    ['-10', '0', -1],
    ['0', '-10', 1],
    ['99999999999999999999.99', '99999999999999999999.98', 1],
  ])('%s against %s gives %s', (left, right, order) => {
    expect(compareDecimals(decimal(left), decimal(right))).toBe(order);
  });
});
