import type { Identity } from '../../emulator/invocation.ts';
import type { EmulatorOptions } from '../../emulator/emulator-options.ts';
import { cleanUp, makeSite, open, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

const IMPORTS = `import { contacts } from 'wix-crm-backend';
  import { members, currentMember, authentication, authorization } from 'wix-members-backend';
  import { members as membersV2 } from 'wix-members.v2';
  import { secrets } from 'wix-secrets-backend.v2';
  import wixSecretsBackend from 'wix-secrets-backend';
  import { mediaManager } from 'wix-media-backend';
  import { publish, permissionsRouter } from 'wix-realtime-backend';
  import wixUsersBackend from 'wix-users-backend';
  import { elevate } from 'wix-auth';
  const owner = { suppressAuth: true };`;

function openSite(code: string, options: Partial<EmulatorOptions> = {}) {
  return open(makeSite({ 'src/backend/it.js': `${IMPORTS}\nexport async function run(given) { ${code} }` }), options);
}

async function valueOf(code: string, given: unknown = null, identity: Identity = 'visitor'): Promise<unknown> {
  return returned(await openSite(code).invokeFunction('it.js', 'run', [given], identity));
}

async function codeOf(code: string, identity: Identity = 'visitor'): Promise<string | null> {
  return thrownCode(await openSite(code).invokeFunction('it.js', 'run', [null], identity));
}

// https://dev.wix.com/docs/velo/apis/wix-crm-backend/contacts/introduction
describe('contacts', () => {
  const ANN = `{ name: { first: 'Ann' }, emails: [{ email: 'ann@example.com', primary: true }], phones: [{ phone: '5' }] }`;

  it('are created, read, changed, found and deleted', async () => {
    const found = await valueOf(`
      const { _id, revision } = await contacts.createContact(${ANN}, owner);
      const { primaryInfo, info } = await contacts.getContact(_id, owner);
      const updated = await contacts.updateContact({ contactId: _id, revision }, { name: { first: 'Anna' } }, owner);
      const { items, totalCount } = await contacts.queryContacts().eq('primaryInfo.email', 'ann@example.com').find(owner);
      await contacts.deleteContact(_id, owner);
      const gone = await contacts.getContact(_id, owner).catch((error) => error.code);
      return [primaryInfo, info.name, updated.info.name, updated.revision, items.map((item) => item._id === _id), totalCount, gone];`);

    expect(found).toEqual([
      { email: 'ann@example.com', phone: '5' },
      { first: 'Ann' },
      { first: 'Anna' },
      2,
      [true],
      1,
      'NOT_FOUND',
    ]);
  });

  it('"The contactInfo parameter object must include a name, phone number, or email address"', async () => {
    expect(await codeOf(`await contacts.createContact({ company: 'c' }, owner)`)).toBe('INVALID_ARGUMENT');
  });

  it('"if the call contains an email already in use by another contact, the new contact won\'t be created" unless allowDuplicates', async () => {
    expect(
      await codeOf(`await contacts.createContact(${ANN}, owner); await contacts.createContact(${ANN}, owner)`),
    ).toBe('DUPLICATE_CONTACT');
    expect(
      await valueOf(`await contacts.createContact(${ANN}, owner); await contacts.createContact(${ANN}, { ...owner, allowDuplicates: true });
        return (await contacts.queryContacts().find(owner)).length`),
    ).toBe(2);
  });

  it('"Only visitors with Manage Contacts permissions", which suppressAuth and elevation override', async () => {
    expect(await codeOf(`await contacts.createContact(${ANN})`)).toBe('PERMISSION_DENIED');
    expect(await valueOf(`return (await elevate(contacts.createContact)(${ANN})).revision`)).toBe(1);
    expect(await valueOf(`return (await contacts.createContact(${ANN})).revision`, null, 'admin')).toBe(1);
    expect(await valueOf(`return (await elevate(contacts.queryContacts)().find()).items`)).toEqual([]);
  });

  it('are appended to by anybody, and know who is a member', async () => {
    expect(
      await valueOf(`const first = await contacts.appendOrCreateContact(${ANN});
        const second = await contacts.appendOrCreateContact({ emails: [{ email: 'ANN@example.com' }], phones: [{ phone: '6' }] });
        const { info } = await contacts.getContact(first.contactId, owner);
        return [first.contactId === second.contactId, first.identityType, info.phones.map(({ phone }) => phone)];`),
    ).toEqual([true, 'CONTACT', ['5', '6']]);
  });

  // https://dev.wix.com/docs/velo/apis/wix-crm-backend/contacts/contacts-query-builder/and
  it('are found by combined conditions', async () => {
    expect(
      await valueOf(`for (const [email, company] of [['a', 'x'], ['b', 'y'], ['c', 'z']])
          await contacts.createContact({ emails: [{ email }], company, labelKeys: ['one', email] }, owner);
        const query = () => contacts.queryContacts();
        const found = async (asked) => (await asked.ascending('info.company').find(owner)).items.map(({ info }) => info.company);
        return [await found(query().eq('info.company', 'x').or(query().eq('info.company', 'z'))),
          await found(query().gt('info.company', 'x').and(query().lt('info.company', 'z'))), await found(query().not(query().eq('info.company', 'x'))),
          await found(query().between('info.company', 'x', 'z')), await found(query().hasAll('info.labelKeys', ['one', 'b']))];`),
    ).toEqual([['x', 'z'], ['y'], ['y', 'z'], ['x', 'y'], ['y']]);
  });

  it('refuse a change of a revision that is not theirs', async () => {
    expect(
      await codeOf(`const { _id } = await contacts.createContact(${ANN}, owner);
        await contacts.updateContact({ contactId: _id, revision: 9 }, {}, owner)`),
    ).toBe('REVISION_MISMATCH');
  });
});

// https://dev.wix.com/docs/velo/apis/wix-members-backend/introduction
describe('members', () => {
  it('are registered, once for each email address, and log in with their password', async () => {
    expect(
      await valueOf(`const { status, sessionToken, member } = await authentication.register('Ann@example.com', 'pass', { privacyStatus: 'PUBLIC' });
        const again = await authentication.register('ann@example.com', 'pass').catch((error) => error.code);
        const wrong = await authentication.login('ann@example.com', 'other').catch((error) => error.code);
        const { items } = await members.queryMembers().eq('loginEmail', 'ann@example.com').find();
        return [status, typeof sessionToken, member.loginEmail, member.privacyStatus, 'password' in member, again, wrong,
          typeof await authentication.login('ann@example.com', 'pass'), items.length];`),
    ).toEqual([
      'ACTIVE',
      'string',
      'ann@example.com',
      'PUBLIC',
      false,
      'ALREADY_EXISTS',
      'UNAUTHENTICATED',
      'string',
      1,
    ]);
  });

  it('are read, changed and deleted', async () => {
    const emulator = openSite(`const { profile } = await members.updateMember('m1', { profile: { nickname: 'Ann' } });
      const read = await members.getMember('m1', { fieldsets: ['FULL'] });
      await members.deleteMember('m1');
      return [profile, read.loginEmail, await members.getMember('m1').catch((error) => error.code)];`);
    emulator.putMember({ _id: 'm1', loginEmail: 'ann@example.com', profile: { slug: 'ann' } });

    expect(returned(await emulator.invokeFunction('it', 'run', [], 'visitor'))).toEqual([
      { slug: 'ann', nickname: 'Ann' },
      'ann@example.com',
      'NOT_FOUND',
    ]);
  });

  // https://dev.wix.com/docs/velo/apis/wix-members-backend/authentication/approve-by-email
  it('"resolves to a session token when the specified member is approved"', async () => {
    const emulator = openSite(`const token = await authentication.approveByEmail('ann@example.com');
      return [typeof token, (await members.getMember('m1', { fieldsets: ['FULL'] })).status,
        await authentication.approveByEmail('eve@example.com').catch((error) => error.code)];`);
    emulator.putMember({ _id: 'm1', loginEmail: 'ann@example.com', status: 'PENDING' });

    expect(returned(await emulator.invokeFunction('it', 'run', [], 'visitor'))).toEqual([
      'string',
      'APPROVED',
      'NOT_FOUND',
    ]);
  });

  // https://dev.wix.com/docs/velo/apis/wix-members-backend/current-member/make-profile-public
  it('make their profile public and private, and have their contact details cleared', async () => {
    const emulator =
      openSite(`const shown = await currentMember.makeProfilePublic(); const hidden = await currentMember.makeProfilePrivate();
      const { contactDetails } = await members.deleteMemberPhones('m1'); return [shown.privacyStatus, hidden.privacyStatus, contactDetails];`);
    emulator.putMember({ _id: 'm1', contactDetails: { firstName: 'Ann', phones: ['5'] } });

    expect(returned(await emulator.invokeFunction('it', 'run', [], { memberId: 'm1' }))).toEqual([
      'PUBLIC',
      'PRIVATE',
      { firstName: 'Ann', phones: [] },
    ]);
  });

  it('have roles, which are assigned with permissions', async () => {
    const emulator =
      openSite(`await authorization.assignRole('r2', 'm1', owner); await authorization.removeRole('r1', 'm1', owner);
      return [await currentMember.getRoles(), await authorization.assignRole('r3', 'm1').catch((error) => error.code)];`);
    emulator.putMember({ _id: 'm1', roles: [{ _id: 'r1', title: 'One' }] });

    expect(returned(await emulator.invokeFunction('it', 'run', [], { memberId: 'm1' }))).toEqual([
      [{ _id: 'r2' }],
      'PERMISSION_DENIED',
    ]);
  });

  it('are the users of the older module, whose properties tell who calls', async () => {
    const code = `const { currentUser } = wixUsersBackend; return [currentUser.id ?? null, currentUser.loggedIn, currentUser.role];`;

    expect(await valueOf(code, null, { memberId: 'm1' })).toEqual(['m1', true, 'Member']);
    expect(await valueOf(code)).toEqual([null, false, 'Visitor']);
  });
});

// https://dev.wix.com/docs/velo/apis/wix-members-v2/members/introduction
describe('members of the second version', () => {
  const ANN = `{ member: { loginEmail: 'Ann@example.com', contact: { firstName: 'Ann', phones: ['5'] }, profile: { nickname: 'Ann' } } }`;

  it('are created, changed, listed, found and deleted with elevation', async () => {
    expect(
      await valueOf(`const { _id, loginEmail, contact } = await elevate(membersV2.createMember)(${ANN});
        const again = await elevate(membersV2.createMember)(${ANN}).catch((error) => error.code);
        const updated = await elevate(membersV2.updateMember)(_id, { contact: { lastName: 'Lee' } });
        const cleared = await elevate(membersV2.deleteMemberPhones)(_id);
        const listed = await membersV2.listMembers({ fieldsets: ['FULL'] });
        const { items } = await membersV2.queryMembers().eq('loginEmail', 'ann@example.com').find();
        await elevate(membersV2.deleteMember)(_id);
        return [loginEmail, contact, again, updated.contact, cleared.member.contact.phones, listed.members[0].loginEmail, listed.metadata,
          items.length, await membersV2.getMember(_id).catch((error) => error.code)];`),
    ).toEqual([
      'ann@example.com',
      { firstName: 'Ann', phones: ['5'] },
      'ALREADY_EXISTS',
      { firstName: 'Ann', phones: ['5'], lastName: 'Lee' },
      [],
      'ann@example.com',
      { count: 1, offset: 0, total: 1 },
      1,
      'NOT_FOUND',
    ]);
  });

  it('"This function requires elevated permissions"', async () => {
    for (const call of [
      `createMember(${ANN})`,
      `updateMember('a', {})`,
      `deleteMember('a')`,
      `deleteMemberEmails('a')`,
    ]) {
      expect(await codeOf(`await membersV2.${call}`)).toBe('PERMISSION_DENIED');
    }
  });

  it('"PUBLIC - Default fieldSet … ID and profile object", and join and leave the community themselves', async () => {
    const emulator =
      openSite(`const joined = await membersV2.joinCommunity(); const left = await membersV2.leaveCommunity();
      return [await membersV2.getMember('m1'), (await membersV2.getCurrentMember({ fieldsets: ['FULL'] })).member.loginEmail,
        joined.member.privacyStatus, left.member.privacyStatus];`);
    emulator.putMember({ _id: 'm1', loginEmail: 'ann@example.com', profile: { slug: 'ann' } });

    expect(returned(await emulator.invokeFunction('it', 'run', [], { memberId: 'm1' }))).toEqual([
      { _id: 'm1', profile: { slug: 'ann' } },
      'ann@example.com',
      'PUBLIC',
      'PRIVATE',
    ]);
    expect(thrownCode(await emulator.invokeFunction('it', 'run', [], 'visitor'))).toBe('UNAUTHENTICATED');
  });
});

it('secrets are listed without their values, changed and deleted', async () => {
  const emulator = openSite(`const { listSecretInfo, updateSecret, deleteSecret, getSecretValue } = secrets;
    const [{ _id, name, value }] = (await elevate(listSecretInfo)()).secrets;
    await elevate(updateSecret)(_id, { value: 'new' });
    const after = (await elevate(getSecretValue)('key')).value;
    await elevate(deleteSecret)(_id);
    return [name, value ?? null, after, (await elevate(listSecretInfo)()).secrets.length, await listSecretInfo().catch((error) => error.code)];`);
  emulator.putSecret('key', 'old');

  expect(returned(await emulator.invokeFunction('it', 'run', [], 'visitor'))).toEqual([
    'key',
    null,
    'new',
    0,
    'FORBIDDEN',
  ]);
});

// https://dev.wix.com/docs/velo/apis/wix-secrets-backend/list-secret-info: "The secret's value is omitted for security reasons"
it('secrets of the older module are managed without elevation, by names that are free', async () => {
  const emulator =
    openSite(`const { createSecret, listSecretInfo, updateSecret, deleteSecret, getSecret } = wixSecretsBackend;
    const id = await createSecret({ name: 'a', value: '1', description: 'first' });
    const taken = await createSecret({ name: 'key', value: '2' }).catch((error) => error.code);
    const renamed = await updateSecret(id, { name: 'key' }).catch((error) => error.code);
    await updateSecret(id, { name: 'b' });
    const infos = await listSecretInfo();
    const value = await getSecret('b');
    await deleteSecret(id);
    return [taken, renamed, infos.map((info) => ({ ...info, id: info.id === id })), value, (await listSecretInfo()).length];`);
  emulator.putSecret('key', 'old');
  const dates = { createdDate: '2024-01-01T00:00:00.000Z', updatedDate: '2024-01-01T00:00:00.000Z' };

  expect(returned(await emulator.invokeFunction('it', 'run', [], 'visitor'))).toEqual([
    'ALREADY_EXISTS',
    'ALREADY_EXISTS',
    [
      { id: true, name: 'b', description: 'first', ...dates },
      { id: false, name: 'key', description: '', ...dates },
    ],
    '1',
    1,
  ]);
});

it('files of the Media Manager are known by their facts', async () => {
  expect(
    await valueOf(`const options = { mediaOptions: { mimeType: 'image/png', mediaType: 'image' }, metadataOptions: { isPrivate: true } };
      const file = await mediaManager.upload('/photos', Buffer.from('abc'), 'a b.png', options);
      const info = await mediaManager.getFileInfo(file.fileUrl);
      return [file.originalFileName, info.sizeInBytes, info.mimeType, info.isPrivate, file.fileUrl.startsWith('wix:image://v1/'),
        (await mediaManager.listFiles({ parentFolderId: file.parentFolderId, mediaType: 'image' })).length, (await mediaManager.listFiles({ mediaType: 'video' })).length,
        (await mediaManager.getDownloadUrl(file.fileUrl)).startsWith('https://media.invalid/')];`),
  ).toEqual(['a b.png', 3, 'image/png', true, true, 1, 0, true]);
});

// https://dev.wix.com/docs/velo/apis/wix-media-backend/media-manager/list-folders
it('"If no folder is specified, the listFolders() function returns the list of folders in the root folder"', async () => {
  expect(
    await valueOf(`await mediaManager.upload('/photos/2024', Buffer.from('a'), 'a.png');
      await mediaManager.upload('/photos', Buffer.from('b'), 'b.png');
      await mediaManager.upload('/Logos', Buffer.from('c'), 'c.png');
      await mediaManager.upload('/', Buffer.from('d'), 'd.png');
      const names = (list) => list.map(({ folderName, originalFileName }) => folderName ?? originalFileName);
      const roots = await mediaManager.listFolders(null, { field: 'originalFileName', order: 'desc' }, null);
      const [{ folderId: parentFolderId }] = roots;
      const [inner] = await mediaManager.listFolders({ parentFolderId });
      return [names(roots), inner.folderName, inner.parentFolderId === parentFolderId,
        names(await mediaManager.listFiles({ parentFolderId })), names(await mediaManager.listFiles()),
        (await mediaManager.getFolderInfo(inner.folderId)).folderName, names(await mediaManager.listFolders(null, null, { limit: 1, skip: 1 }))];`),
  ).toEqual([['photos', 'Logos'], '2024', true, ['b.png'], ['d.png'], '2024', [expect.any(String)]]);
});

it('what is published to a channel is recorded, and permissions are checked by its router', async () => {
  const emulator =
    openSite(`await publish({ name: 'news', resourceId: 'r' }, { at: new Date(0) }, { includePublisher: true });
    permissionsRouter.default(() => ({ read: false }));
    permissionsRouter.add({ name: 'news' }, (_channel, { id }) => ({ read: id === 'm1' }));
    return [permissionsRouter.check({ name: 'news' }, { id: 'm1' }), permissionsRouter.check({ name: 'other' }, { id: 'm1' })];`);

  expect(returned(await emulator.invokeFunction('it', 'run', [], 'visitor'))).toEqual([
    { read: true },
    { read: false },
  ]);
  expect(emulator.published()).toEqual([
    {
      channel: { name: 'news', resourceId: 'r' },
      payload: { at: '1970-01-01T00:00:00.000Z' },
      includePublisher: true,
      at: 1704067200000,
    },
  ]);
});
