import { createDigest } from '../../src/backend/order-events/values/create-digest.ts';
import {
  digestDetails,
  digestOfOrder,
  mergeDetails,
  movedDetails,
  type KeyedDigest,
} from '../../src/backend/order-events/values/detail-digests.ts';
import { fail } from '../support/fail.ts';

/** A digest that shows what it was asked for. */
const shown = { fingerprint: 'key', of: (text: string) => `<${text}>` };

function digestUnder(key: string): KeyedDigest {
  return createDigest(key) ?? fail('The key is too short');
}

/** 32 characters. */
const KEY = 'Jefe and thirty-one others, once';

const jane = { email: 'jane@x', firstName: 'Jane' };

describe('the digest of personal text', () => {
  it('is twelve characters of SipHash-2-4 under the site’s key', () => {
    const text = 'what do ya want for nothing?';

    // By a second implementation, in Python: the hash key is the first half of the SHA-256 of the site’s.
    expect(digestUnder(KEY).of(text)).toBe('6c97aaf6f8c1');
    expect(digestUnder(`${KEY}!`).of(text)).toBe('a15974bb3f7a');
  });

  it('needs a key of 32 characters or more', () => {
    expect(createDigest('')).toBeUndefined();
    expect(createDigest(KEY.slice(1))).toBeUndefined();
    expect(createDigest(KEY)).toBeDefined();
  });

  it('comes with a fingerprint that tells its key from others', () => {
    // The mark of the hash, and the beginning of the digest of `fingerprint`.
    expect(digestUnder(KEY).fingerprint).toBe('s49ebe72d');
    expect(digestUnder(`${KEY}!`).fingerprint).toBe('saf30f1ba');
  });

  it('is the same each time it is asked', () => {
    const digest = digestUnder(KEY);

    expect(digest.of('Jane')).toBe(digest.of('Jane'));
    expect(digest.of('Jane')).not.toBe(digest.of('Joan'));
  });

  it('is not disturbed by what was digested before it', () => {
    const digest = digestUnder(KEY);

    digest.of('a longer text than fits into one block of the hash, so that its state is far from where it began');

    expect(digest.of('what do ya want for nothing?')).toBe('6c97aaf6f8c1');
  });

  it('is of the whole text, however long it is', () => {
    const long = 'é'.repeat(2_000);

    expect(digestUnder(KEY).of(`${long}a`)).not.toBe(digestUnder(KEY).of(`${long}b`));
  });

  it('of one order’s values tells nothing of the same values in another order', () => {
    const [one, other, ofPlans] = [
      { product: 'wix-ecom', id: 'order-1' },
      { product: 'wix-ecom', id: 'order-2' },
      { product: 'wix-pricing-plans', id: 'order-1' },
    ].map((order) => digestOfOrder(shown, order)?.of('email=jane@x'));

    expect(one).toBe('<["wix-ecom","order-1"]email=jane@x>');
    expect(new Set([one, other, ofPlans]).size).toBe(3);
    expect(digestOfOrder(undefined, { product: 'wix-ecom', id: 'order-1' })).toBeUndefined();
  });
});

describe('personal values as they are stored', () => {
  it('are the known digests themselves when nothing moved', () => {
    const known = digestDetails(jane, shown, undefined);

    expect(digestDetails({ ...jane }, shown, known)).toBe(known);
  });

  it('are one digest of all and one of each, whatever their order', () => {
    const digests = {
      key: 'key',
      all: '<email=jane@x\nfirstName=Jane>',
      fields: { email: '<email=jane@x>', firstName: '<firstName=Jane>' },
    };

    expect(digestDetails(jane, shown, undefined)).toEqual(digests);
    expect(digestDetails({ firstName: 'Jane', email: 'jane@x' }, shown, undefined)).toEqual(digests);
  });

  it('are nothing without values, and nothing without a key', () => {
    expect(digestDetails({}, shown, undefined)).toBeUndefined();
    expect(digestDetails(jane, undefined, digestDetails(jane, shown, undefined))).toBeUndefined();
  });

  it('cost one digest where they are the same as known ones', () => {
    const asked: string[] = [];
    const of = (text: string): string => {
      asked.push(text);
      return shown.of(text);
    };

    const again = digestDetails(jane, { fingerprint: 'key', of }, digestDetails(jane, shown, undefined));

    expect(again).toEqual(digestDetails(jane, shown, undefined));
    expect(asked).toEqual(['email=jane@x\nfirstName=Jane']);
  });

  it('are only of what the event shows where the known ones have more', () => {
    const known = {
      key: 'key',
      all: '<email=jane@x\nfirstName=Jane>',
      fields: { email: '<email=jane@x>', firstName: '<firstName=Jane>', phone: '<phone=5>' },
    };

    expect(digestDetails(jane, shown, known)?.fields).toEqual({
      email: '<email=jane@x>',
      firstName: '<firstName=Jane>',
    });
  });

  it('are asked for where the known ones lack them', () => {
    const known = { key: 'key', all: '<email=jane@x\nfirstName=Jane>', fields: {} };

    expect(digestDetails(jane, shown, known)?.fields).toEqual({
      email: '<email=jane@x>',
      firstName: '<firstName=Jane>',
    });
  });
});

describe('personal values that two events told', () => {
  const before = { key: 'k', all: 'a', fields: { email: '1', phone: '2' } };

  it('are those of the later one, and those that only the earlier one told', () => {
    expect(mergeDetails(before, { key: 'k', all: 'b', fields: { email: '1', city: '4' } })).toEqual({
      key: 'k',
      all: 'b',
      fields: { email: '1', phone: '2', city: '4' },
    });
  });

  it('are only those of the later one where some moved: the others may have moved with them', () => {
    const after = { key: 'k', all: 'b', fields: { email: '3', city: '4' } };

    expect(mergeDetails(before, after)).toBe(after);
  });

  it('are those of the later one under a replaced key', () => {
    const after = { key: 'l', all: 'b', fields: { email: '1' } };

    expect(mergeDetails(before, after)).toBe(after);
  });

  it('are those of the one that told any', () => {
    expect(mergeDetails(before, undefined)).toBe(before);
    expect(mergeDetails(undefined, before)).toBe(before);
    expect(mergeDetails(undefined, undefined)).toBeUndefined();
    expect(mergeDetails(before, { ...before })).toBe(before);
  });
});

describe('the values that moved', () => {
  const before = { all: 'a', fields: { email: '1', phone: '2' } };

  it.each([
    ['each by name', before, { all: 'b', fields: { email: '3', phone: '2' } }, ['email']],
    ['not one that appeared', before, { all: 'b', fields: { email: '1', city: '4' } }, []],
    ['not one that is gone', before, { all: 'b', fields: { email: '1' } }, []],
    ['none where all is the same', before, { all: 'a', fields: { email: '3' } }, []],
    ['none under a replaced key', { ...before, key: 'k' }, { key: 'l', all: 'b', fields: { email: '3' } }, []],
    ['none where the earlier side has no fingerprint', before, { key: 'l', all: 'b', fields: { email: '3' } }, []],
    ['none where either side is unknown', undefined, before, []],
    ['none where the other side is unknown', before, undefined, []],
  ])('are told %s', (_what, earlier, later, moved) => {
    expect(movedDetails(earlier, later)).toEqual(moved);
  });
});
