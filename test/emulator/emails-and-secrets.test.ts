import type { EmulatorOptions } from '../../emulator/emulator-options.ts';
import { cleanUp, makeSite, open, returned, thrownCode, thrownMessage } from './site-fixture.ts';

afterEach(cleanUp);

function openSite(options: Partial<EmulatorOptions> = {}) {
  const emulator = open(
    makeSite({
      'src/backend/events.js': `import { triggeredEmails, notifications } from 'wix-crm-backend';
        import { getSecret } from 'wix-secrets-backend';
        import { secrets } from 'wix-secrets-backend.v2';
        import { elevate } from 'wix-auth';
        export const contact = (event) => triggeredEmails.emailContact('Tpl', event.contactId ?? 'c1', { variables: event.variables });
        export const member = () => triggeredEmails.emailMember('Tpl', 'm1');
        export const notify = (event) => notifications.notify(event.body, event.channels, { title: 'T' });
        export const old = () => getSecret('key');
        export const plain = () => secrets.getSecretValue('key');
        export const value = async () => (await elevate(secrets.getSecretValue)('key')).value;
        export const create = () => elevate(secrets.createSecret)({ name: 'made', value: 'v' });`,
    }),
    options,
  );
  return emulator;
}

// https://dev.wix.com/docs/velo/apis/wix-crm-backend/triggered-emails/email-contact
describe('triggered emails', () => {
  it('"returns a Promise that resolves when the triggered email is sent", with nothing to know it by', async () => {
    const emulator = openSite();

    const invocation = await emulator.invokeEvent('contact', { variables: { name: 'Ann' } });

    const email = { seq: 1, emailId: 'Tpl', contactId: 'c1', variables: { name: 'Ann' }, at: 1704067200000 };
    expect(returned(invocation)).toBeUndefined();
    expect(invocation.emails).toEqual([email]);
    expect(emulator.emails()).toEqual([email]);
  });

  it('are sent on every call: there is no idempotency key', async () => {
    const emulator = openSite();

    await emulator.invokeEvent('contact', { variables: {} });
    await emulator.invokeEvent('contact', { variables: {} });
    await emulator.invokeEvent('member', {});

    expect(emulator.emails()).toMatchObject([{ contactId: 'c1' }, { contactId: 'c1' }, { memberId: 'm1' }]);
  });

  it.each([5, null, ['a'], { a: 1 }, true])('"The values passed must be strings": %j is refused', async (value) => {
    const emulator = openSite();

    const invocation = await emulator.invokeEvent('contact', { variables: { total: value } });

    expect(thrownMessage(invocation)).toContain('The variable total of a triggered email must be a string');
    expect(emulator.emails()).toEqual([]);
  });

  it('can be configured to accept other values, since Wix does not document the result', async () => {
    const emulator = openSite({ undocumented: { nonStringVariable: 'send-as-text' } });

    await emulator.invokeEvent('contact', { variables: { total: 5 } });

    expect(emulator.emails()).toMatchObject([{ variables: { total: '5' } }]);
  });

  it('"If the contact is marked as unsubscribed, the email will not be sent"', async () => {
    const silent = openSite();
    const loud = openSite({ undocumented: { unsubscribedContact: 'reject' } });
    for (const emulator of [silent, loud]) emulator.putContact({ _id: 'c1', subscription: 'UNSUBSCRIBED' });

    const quiet = await silent.invokeEvent('contact', { variables: {} });
    const refused = await loud.invokeEvent('contact', { variables: {} });

    expect([quiet.result.kind, refused.result.kind]).toEqual(['returned', 'threw']);
    expect([...silent.emails(), ...loud.emails()]).toEqual([]);
  });

  it('"the contact must be subscribed or marked as \'subscription not set\'"', async () => {
    const emulator = openSite({ undocumented: { unknownRecipient: 'reject' } });
    emulator.putContact({ _id: 'c1', subscription: 'SUBSCRIBED' });
    emulator.putContact({ _id: 'c2', subscription: 'NOT_SET' });

    for (const contactId of ['c1', 'c2', 'c3']) await emulator.invokeEvent('contact', { contactId, variables: {} });

    expect(emulator.emails()).toMatchObject([{ contactId: 'c1' }, { contactId: 'c2' }]);
  });

  it('a crash after the call leaves the email sent', async () => {
    const emulator = openSite();

    await emulator.invokeEvent('contact', { variables: {} }, { crashAfterCall: 1 });

    expect(emulator.emails()).toHaveLength(1);
  });

  it('leave no values in the record of calls', async () => {
    const emulator = openSite();

    await emulator.invokeEvent('contact', { variables: { name: 'canary' } });

    expect(emulator.calls()).toMatchObject([{ kind: 'email', detail: { emailId: 'Tpl', id: 'c1' } }]);
    expect(JSON.stringify(emulator.calls())).not.toContain('canary');
  });
});

// https://dev.wix.com/docs/velo/apis/wix-crm-backend/notifications/notify
it('notify: "Max length: 512 characters", channels "Mobile", "Dashboard", "Browser"', async () => {
  const emulator = openSite();
  const kindOf = async (body: string, channels: string[]) =>
    (await emulator.invokeEvent('notify', { body, channels })).result.kind;

  expect(await kindOf('x'.repeat(512), ['Dashboard'])).toBe('returned');
  expect(await kindOf('x'.repeat(513), ['Dashboard'])).toBe('threw');
  expect(await kindOf('x', ['Pigeon'])).toBe('threw');
});

// https://dev.wix.com/docs/velo/apis/wix-secrets-backend-v2/secrets/get-secret-value
describe('secrets', () => {
  it('"This function requires elevated permissions"', async () => {
    const emulator = openSite();
    emulator.putSecret('key', 'hush');

    expect(thrownCode(await emulator.invokeEvent('plain', {}))).toBe('FORBIDDEN');
    expect(returned(await emulator.invokeEvent('value', {}))).toBe('hush');
    expect(returned(await emulator.invokeEvent('old', {}))).toBe('hush');
  });

  it('that do not exist are an error', async () => {
    expect(thrownCode(await openSite().invokeEvent('value', {}))).toBe('NOT_FOUND');
  });

  it('can be created once', async () => {
    const emulator = openSite();

    expect(returned(await emulator.invokeEvent('create', {}))).toHaveLength(36);
    expect(thrownCode(await emulator.invokeEvent('create', {}))).toBe('ALREADY_EXISTS');
  });
});
