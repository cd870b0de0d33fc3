import { cleanCopy } from '../../src/backend/order-events/rules/clean-copy.ts';

const RIGHT_TO_LEFT = '\u202E';
const ZERO_WIDTH = '\u200B';

describe('a text that a visitor typed', () => {
  it.each([
    ['is as it was', 'Zoë Çelik, 5 Main St.\u00A0#2', 'Zoë Çelik, 5 Main St.\u00A0#2'],
    ['loses control characters', 'a\u0000b\u001Bc\u0085', 'abc '],
    ['loses marks of direction', `${RIGHT_TO_LEFT}moc.live\u2066a\u2069\u200F\u061C`, 'moc.livea'],
    ['loses what nobody sees', `pay${ZERO_WIDTH}pal\uFEFF\u2060`, 'paypal'],
    ['keeps what joins the parts of one sign', '👩\u200D🚀 می\u200Cخواهم', '👩\u200D🚀 می\u200Cخواهم'],
    ['is one line', 'a\r\nb\n\n\tc\u2028d', 'a b c d'],
    ['is one line, whatever breaks it', 'a\vb\fc\u2029d', 'a b c d'],
    ['loses half a sign', 'a\uD83Db', 'ab'],
    ['may hold a link', 'https://example.com', 'https://example.com'],
  ])('%s: %j', (_what, typed, seen) => {
    expect(cleanCopy({ buyerNote: typed })).toEqual({ buyerNote: seen });
  });

  it('is cut to 2,000 characters, and not within a sign', () => {
    expect(cleanCopy('x'.repeat(2000))).toBe('x'.repeat(2000));
    expect(cleanCopy('x'.repeat(2001))).toBe(`${'x'.repeat(2000)}…`);
    expect(cleanCopy(`${'x'.repeat(1999)}👩`)).toBe(`${'x'.repeat(1999)}…`);
    expect(cleanCopy(`\u0000${'x'.repeat(600_000)}`)).toBe(`${'x'.repeat(2000)}…`);
  });
});

it('a text is read no further than 4,000 characters', () => {
  expect(cleanCopy(`${'\u0000'.repeat(3_999)}xy`)).toBe('x');
});

describe('a name', () => {
  it.each([
    ['J.Smith', 'J. Smith'],
    ['O’Neill-St. John', 'O’Neill-St. John'],
    ['Dr. who', 'Dr. who'],
    ['Visit evil.com', 'Visit evil. com'],
    ['http://evil.com/win', 'http evil. com/win'],
    ['//evil.com', ' evil. com'],
    ['www。evil。com', 'www. evil. com'],
    [`evil.${ZERO_WIDTH}com`, 'evil. com'],
    ['http://1.2.3.4', 'http 1. 2. 3. 4'],
    ['<a href="x">Jane</a>', ' a href="x" Jane /a '],
  ])('%j is %j, and no link', (typed, seen) => {
    expect(cleanCopy({ firstName: typed })).toEqual({ firstName: seen });
  });

  it.each(['firstName', 'lastName', 'fullName', 'company'])('may be a %s', (field) => {
    expect(cleanCopy({ [field]: 'evil.com' })).toEqual({ [field]: 'evil. com' });
  });

  it.each([
    ['of a guest', { tickets: [{ lastName: 'a.b' }] }, { tickets: [{ lastName: 'a. b' }] }],
    [
      'among personal values',
      { billing: { 'billing.contact.company': 'a.b' } },
      { billing: { 'billing.contact.company': 'a. b' } },
    ],
    [
      'in the answers of a form',
      { inputValues: [{ inputName: 'firstName', value: 'a.b', values: ['c.d'] }] },
      { inputValues: [{ inputName: 'firstName', value: 'a. b', values: ['c. d'] }] },
    ],
  ])('is found %s', (_where, typed, seen) => {
    expect(cleanCopy(typed)).toEqual(seen);
  });

  it('is no email address, no answer and no product', () => {
    const order = {
      email: 'jane.doe@example.com',
      lineItems: [{ name: 'Node.js in a day' }],
      inputValues: [{ inputName: 'website', value: 'example.com' }],
    };

    expect(cleanCopy(order)).toEqual(order);
  });

  it('is cut to 100 characters', () => {
    expect(cleanCopy({ firstName: 'x'.repeat(600_000) })).toEqual({ firstName: `${'x'.repeat(100)}…` });
  });
});

it('a copy cannot be changed, and has what is no text as it is', () => {
  const at = new Date(0);
  const copy = cleanCopy({ at, list: [1, true, null, undefined] });

  expect(copy).toEqual({ at, list: [1, true, null, undefined] });
  expect([Object.isFrozen(copy), Object.isFrozen(copy.list)]).toEqual([true, true]);
});
