import { createDigest } from '../../src/backend/order-events/values/create-digest.ts';
import { digestDetails, mergeDetails, movedDetails } from '../../src/backend/order-events/values/detail-digests.ts';

/** A digest that shows what it was asked for. */
function shown(text: string): string {
  return `<${text}>`;
}

const jane = { email: 'jane@x', firstName: 'Jane' };

describe('the digest of personal text', () => {
  it('is twelve characters of the HMAC-SHA-256 under the site’s key', () => {
    const text = 'what do ya want for nothing?';

    // RFC 4231, test case 2.
    expect(createDigest('Jefe')(text)).toBe('5bdcc146bf60');
    expect(createDigest('another key')(text)).not.toBe('5bdcc146bf60');
  });

  it('is the same each time it is asked', () => {
    const digest = createDigest('a key');

    expect(digest('Jane')).toBe(digest('Jane'));
    expect(digest('Jane')).not.toBe(digest('Joan'));
  });

  it('is not disturbed by what was digested before it', () => {
    const digest = createDigest('Jefe');

    digest('a longer text than fits into one block of the hash, so that its state is far from where it began');

    expect(digest('what do ya want for nothing?')).toBe('5bdcc146bf60');
  });
});

describe('personal values as they are stored', () => {
  it('are the known digests themselves when nothing moved', () => {
    const known = digestDetails(jane, shown, undefined);

    expect(digestDetails({ ...jane }, shown, known)).toBe(known);
  });

  it('are one digest of all and one of each, whatever their order', () => {
    const digests = {
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
    const counting = (text: string): string => {
      asked.push(text);
      return shown(text);
    };

    const again = digestDetails(jane, counting, digestDetails(jane, shown, undefined));

    expect(again).toEqual(digestDetails(jane, shown, undefined));
    expect(asked).toEqual(['email=jane@x\nfirstName=Jane']);
  });

  it('are asked for where the known ones lack them', () => {
    const known = { all: '<email=jane@x\nfirstName=Jane>', fields: {} };

    expect(digestDetails(jane, shown, known)?.fields).toEqual({
      email: '<email=jane@x>',
      firstName: '<firstName=Jane>',
    });
  });
});

describe('personal values that two events told', () => {
  const before = { all: 'a', fields: { email: '1', phone: '2' } };

  it('are those of the later one, and those that only the earlier one told', () => {
    expect(mergeDetails(before, { all: 'b', fields: { email: '1', city: '4' } })).toEqual({
      all: 'b',
      fields: { email: '1', phone: '2', city: '4' },
    });
  });

  it('are only those of the later one where some moved: the others may have moved with them', () => {
    const after = { all: 'b', fields: { email: '3', city: '4' } };

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
    ['none where either side is unknown', undefined, before, []],
    ['none where the other side is unknown', before, undefined, []],
  ])('are told %s', (_what, earlier, later, moved) => {
    expect(movedDetails(earlier, later)).toEqual(moved);
  });
});
