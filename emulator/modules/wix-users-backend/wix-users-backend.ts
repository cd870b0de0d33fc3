import type { Caller, ModuleHost, SiteMember } from '../module-host.ts';

/**
 * Creates the module `wix-users-backend`, which Wix calls deprecated: the user who calls, with properties that are read and not called.
 * https://dev.wix.com/docs/velo/velo-only-apis/wix-users-backend/introduction
 */
export function createWixUsersBackend(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  function memberOf({ identity }: Pick<Caller, 'identity'>): SiteMember | undefined {
    if (typeof identity !== 'object') return undefined;
    return services.members.get(identity.memberId) ?? { _id: identity.memberId };
  }

  const currentUser = host.strictObject(
    {
      getEmail: host.wixFunction('currentUser.getEmail', {
        kind: 'other',
        execute(_args, caller) {
          const email = memberOf(caller)?.loginEmail;
          if (email === undefined) throw realm.error('No member is logged in.');
          return email;
        },
      }),
      getRoles: host.wixFunction('currentUser.getRoles', {
        kind: 'other',
        execute: (_args, caller) =>
          realm.array((memberOf(caller)?.roles ?? []).map(({ title }) => realm.object({ name: title }))),
      }),
    },
    'currentUser',
  );
  const caller = (): Pick<Caller, 'identity'> => ({ identity: services.current.get()?.identity ?? 'none' });
  // A container serves many invocations, so that the properties tell who calls now.
  Object.defineProperties(currentUser, {
    id: { get: () => memberOf(caller())?._id, enumerable: true },
    loggedIn: { get: () => memberOf(caller()) !== undefined, enumerable: true },
    role: { get: () => roleOf(caller()), enumerable: true },
  });
  return { currentUser };
}

function roleOf({ identity }: Pick<Caller, 'identity'>): string {
  if (identity === 'admin') return 'Admin';
  return typeof identity === 'object' ? 'Member' : 'Visitor';
}
