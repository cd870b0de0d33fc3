import { findContactId, findEmailAddress } from '../../../hosts/wix-api/contact-email.ts';
import type { WixApi } from '../../../hosts/wix-api/wix-api.ts';
import { closeRest, INSTANCE, openRest } from './rest-on-loopback.ts';

afterEach(closeRest);

it('finds the address of a contact, and that of a member through their contact', async () => {
  const { rest, api } = await openRest();
  rest.site(INSTANCE).putContact({ id: 'c-1', email: 'jane@example.com' });
  rest.site(INSTANCE).putMember({ id: 'm-1', contactId: 'c-1' });
  const installation = { api, instanceId: INSTANCE };

  expect(await findEmailAddress({ contactId: 'c-1' }, installation)).toEqual({ address: 'jane@example.com' });
  expect(await findEmailAddress({ memberId: 'm-1' }, installation)).toEqual({ address: 'jane@example.com' });
  expect(await findContactId({ memberId: 'm-1' }, installation)).toMatchObject({ contactId: 'c-1' });
});

it.each([
  ['a contact that is not there', { contactId: 'c-9' }, 'contact-not-read: http-404: CONTACT_NOT_FOUND'],
  ['a member who is not there', { memberId: 'm-9' }, 'member-not-read: http-404: MEMBER_NOT_FOUND'],
  ['a contact without an address', { contactId: 'c-2' }, 'contact-without-email'],
  ['nobody', { contactId: '' }, 'no-contact'],
])('has a code for %s', async (_who, recipient, code) => {
  const { rest, api } = await openRest();
  rest.site(INSTANCE).putContact({ id: 'c-2' });

  expect(await findEmailAddress(recipient, { api, instanceId: INSTANCE })).toEqual({ code });
});

it.each([
  ['of its primary information', { primaryInfo: { email: 'a@example.com' }, info: {} }],
  [
    'that is marked as primary, where there is no such information',
    {
      info: {
        emails: {
          items: [
            { email: 'b@example.com', primary: false },
            { email: 'a@example.com', primary: true },
          ],
        },
      },
    },
  ],
  ['that stands first, where none is marked', { info: { emails: { items: [{ email: 'a@example.com' }] } } }],
  [
    'that is one, where another field holds something else',
    { primaryInfo: { email: '' }, info: { emails: { items: [{ email: 'nobody' }, { email: 'a@example.com' }] } } },
  ],
])('returns the address %s', async (_which, contact) => {
  const api: WixApi = {
    call: async () => ({ kind: 'answered', body: { contact } }),
    request: async () => undefined,
    forget: () => undefined,
  };

  expect(await findEmailAddress({ contactId: 'c-1' }, { api, instanceId: INSTANCE })).toEqual({
    address: 'a@example.com',
  });
});

it('encodes an id, whatever characters it contains', async () => {
  const { rest, api } = await openRest();

  await findEmailAddress({ contactId: '../../ecom/v1/orders/1?x=' }, { api, instanceId: INSTANCE });

  expect(rest.calls().map(({ path }) => path)[1]).toBe('/contacts/v4/contacts/..%2F..%2Fecom%2Fv1%2Forders%2F1%3Fx%3D');
});
