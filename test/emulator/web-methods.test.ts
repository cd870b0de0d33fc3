import type { EmulatorOptions } from '../../emulator/emulator-options.ts';
import { cleanUp, makeSite, open, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

function openSite(options: Partial<EmulatorOptions> = {}) {
  return open(
    makeSite({
      'src/backend/notes.web.js': `import { webMethod, Permissions } from 'wix-web-module';
        import { currentMember } from 'wix-members-backend';
        export const echo = webMethod(Permissions.Anyone, (...args) => args);
        export const shapes = webMethod(Permissions.Anyone, (value) => ({ at: new Date(0), none: undefined, map: new Map([[1, 2]]), got: typeof value }));
        export const nothing = webMethod(Permissions.Anyone, () => undefined);
        export const forMembers = webMethod(Permissions.SiteMember, async () => (await currentMember.getMember({ fieldsets: ['FULL'] }))?.contactId ?? null);
        export const byDefault = webMethod(Permissions.SiteMember, async () => Object.keys(await currentMember.getMember()));
        export const forAll = webMethod(Permissions.Anyone, async () => (await currentMember.getMember())?.contactId ?? null);
        export const forOwner = webMethod(Permissions.Admin, () => 'secret');
        export const slow = webMethod(Permissions.Anyone, () => currentMember.getMember());
        export const plain = () => 'not tagged';
        export const tagged = webMethod(Permissions.Admin, async function original() {});`,
      'src/backend/events.js': `import { forOwner, tagged } from 'backend/notes.web';
        export const callsBackend = () => [forOwner(), tagged.name, typeof tagged.permission];`,
    }),
    options,
  );
}

// https://dev.wix.com/docs/develop-websites/articles/coding-with-velo/backend-code/web-modules
it('"the arguments and return value are serialized using JSON"', async () => {
  const emulator = openSite();

  const args = returned(
    await emulator.invokeWebMethod('notes.web', 'echo', [new Date(0), undefined, { a: undefined }], 'visitor'),
  );
  const result = returned(await emulator.invokeWebMethod('backend/notes.web.js', 'shapes', [new Date(0)], 'visitor'));
  const nothing = returned(await emulator.invokeWebMethod('notes.web.js', 'nothing', [], 'visitor'));

  expect(args).toEqual(['1970-01-01T00:00:00.000Z', null, {}]);
  expect(result).toStrictEqual({ at: '1970-01-01T00:00:00.000Z', map: {}, got: 'string' });
  expect(nothing).toBeUndefined();
});

it.each([
  ['forMembers', 'visitor', false],
  ['forMembers', { memberId: 'm1' }, true],
  ['forOwner', 'admin', true],
  ['forOwner', 'visitor', false],
  ['forOwner', { memberId: 'm1' }, false],
  ['echo', 'visitor', true],
] as const)('%s may be called by %j: %s', async (name, identity, isAllowed) => {
  const invocation = await openSite().invokeWebMethod('notes.web', name, [], identity);

  expect(invocation.result.kind).toBe(isAllowed ? 'returned' : 'threw');
  if (!isAllowed) expect(thrownCode(invocation)).toBe('FORBIDDEN');
});

it('webMethod() returns the function itself, so that backend code calls it without a check', async () => {
  expect(returned(await openSite().invokeEvent('callsBackend', {}))).toEqual(['secret', 'original', 'object']);
});

it('does not expose an export that is not a web method', async () => {
  await expect(openSite().invokeWebMethod('notes.web', 'plain', [], 'admin')).rejects.toMatchObject({
    code: 'EXPORT_NOT_FOUND',
    message: expect.stringContaining('echo'),
  });
});

// https://dev.wix.com/docs/velo/apis/wix-members-backend/current-member/get-member
it('getMember() "resolves to the currently logged-in member"', async () => {
  const emulator = openSite();
  emulator.putMember({ _id: 'm1', contactId: 'c1' });

  expect(returned(await emulator.invokeWebMethod('notes.web', 'forMembers', [], { memberId: 'm1' }))).toBe('c1');
  expect(returned(await emulator.invokeWebMethod('notes.web', 'forMembers', [], { memberId: 'm2' }))).toBeNull();
});

// https://dev.wix.com/docs/rest/crm/members-contacts/members/members/about-wix-members
it('getMember() returns "ID and profile object" by default', async () => {
  const emulator = openSite();
  emulator.putMember({ _id: 'm1', contactId: 'c1', loginEmail: 'm1@example.com', profile: { nickname: 'One' } });

  const keys = returned(await emulator.invokeWebMethod('notes.web', 'byDefault', [], { memberId: 'm1' }));
  expect(keys).toEqual(['_id', 'profile']);
});

it('getMember() "throws an error if a member isn\'t logged in", and "may change in the future" to give undefined', async () => {
  const now = openSite();
  const later = openSite({ undocumented: { getMemberOfNobody: 'undefined' } });

  expect((await now.invokeWebMethod('notes.web', 'forAll', [], 'visitor')).result.kind).toBe('threw');
  expect(returned(await later.invokeWebMethod('notes.web', 'forAll', [], 'visitor'))).toBeNull();
});

// https://support.wix.com/en/article/velo-about-backend-limitations
it('a call that takes more than 14 seconds ends in a 504, while "the code might still execute"', async () => {
  const emulator = openSite();
  emulator.faults.delay({ ms: 14_001 });

  const slow = await emulator.invokeWebMethod('notes.web', 'slow', [], { memberId: 'm1' });

  expect(thrownCode(slow)).toBe('GATEWAY_TIMEOUT');
  expect(slow.calls).toHaveLength(1);
});
