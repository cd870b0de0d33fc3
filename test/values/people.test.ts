import { markOf, markPeople, namesIn, peopleIn, peopleMarked } from '../../src/backend/order-events/values/people.ts';
import { documentedPayload } from '../support/documented-payloads.ts';

const digest = { fingerprint: 'key', of: (text: string) => `<${text}>` };
const GUID = '24de6f0b-60ce-4faa-9138-2e39f1415615';

describe('the people of an order', () => {
  it('are known by the ids and the address that stand beside one another', () => {
    expect(
      peopleIn({
        buyer: { contactId: 'c1', memberId: 'm1', email: 'jane@x.org', firstName: 'Jane', note: 'joan@x.org' },
        guests: [{ email: 'joe@x.org' }, { firstName: 'Jim' }, { contactId: '', memberId: null }],
      }),
    ).toEqual([['c1', 'm1', 'jane@x.org'], ['joan@x.org'], ['joe@x.org']]);
  });

  it.each([
    ['wixEvents_onOrderUpdated', ['eea3ac0f-f9e6-4ed3-a135-99743c8e90b8', 'john.doe@somedomain.com']],
    ['wixEcom_onOrderUpdated', [GUID, 'janedoe@gmail.com']],
    ['wixPricingPlans_onOrderUpdated', ['ea3d74df-b7dc-4ca1-a7c9-c416b9017a86']],
  ] as const)('are found in %s', (name, names) => {
    const found = peopleIn(documentedPayload(name)).map((person) => person.join(' '));

    for (const each of names) expect(found.join(' ')).toContain(each);
  });

  it('are two hundred at most, whatever the form', () => {
    const guests = Array.from({ length: 300 }, (_none, index) => ({ email: `guest-${index}@x.org` }));
    const circle: Record<string, unknown> = { contactId: 'c1' };
    circle['self'] = circle;
    let deep: unknown = { contactId: 'c2' };
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];

    expect(peopleIn({ guests })).toHaveLength(200);
    expect(peopleIn(circle)).toEqual([['c1']]);
    expect(peopleIn(deep)).toEqual([['c2']]);
    expect(peopleIn('jane@x.org')).toEqual([]);
  });
});

it('ids, addresses and ticket order numbers are found in a text of any form', () => {
  const text = `{"a":"${GUID}","b":"x <jane@x.org>, FMXC-BZG3-OT","c":["${GUID}","2XM4-WCJM-VR7","NOT-A-NUMBER"]}`;

  expect(namesIn(text)).toEqual([GUID, 'jane@x.org', 'FMXC-BZG3-OT', '2XM4-WCJM-VR7']);
  expect(namesIn('nothing')).toEqual([]);
});

describe('the marks of people', () => {
  it('are keyed digests, those of one person joined', () => {
    const marks = markPeople([['c1', 'Jane@X.org'], ['joe@x.org'], ['joe@x.org'], []], digest);

    expect(marks).toBe('<person/c1>.<person/jane@x.org> <person/joe@x.org>');
    expect(markPeople([[]], digest)).toBeUndefined();
  });

  it('are those of ids alone while the site has no key', () => {
    expect(markOf(GUID, undefined)).toMatch(/^[\da-f]{12}$/);
    expect(markOf('jane@x.org', undefined)).toBeUndefined();
    expect(markPeople([['jane@x.org']], undefined)).toBeUndefined();
  });

  it('are read person by person', () => {
    expect(peopleMarked('a1.b2 c3')).toEqual([['a1', 'b2'], ['c3']]);
    expect(peopleMarked(undefined)).toEqual([]);
  });
});

it.each(['x', 'ab@', 'a-', '1234-', 'deadbeef-'])('the names in a long text are found in a moment: %s', (piece) => {
  expect(namesIn(piece.repeat(300_000)).length).toBeLessThanOrEqual(2_000);
});
