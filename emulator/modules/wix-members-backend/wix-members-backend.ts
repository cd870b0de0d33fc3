import { notEmulatedError } from '../../not-emulated.ts';
import { encodeItem } from '../../storage/item-codec.ts';
import { isItem } from '../wix-data/authorize.ts';
import { type CallDefinition, type Caller, isOwner, type ModuleHost, type SiteMember } from '../module-host.ts';
import { createRecordQuery } from '../query-records.ts';

/** Creates the module `wix-members-backend`: https://dev.wix.com/docs/velo/apis/wix-members-backend/introduction */
export function createWixMembersBackend(host: ModuleHost): Record<string, unknown> {
  return {
    currentMember: createCurrentMember(host),
    members: createMembers(host),
    authentication: createAuthentication(host),
    authorization: createAuthorization(host),
  };
}

function createCurrentMember(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  /** Returns the calling member; `undefined` or a rejection if nobody is logged in. */
  function requireCaller({ identity }: Caller): SiteMember | undefined {
    if (typeof identity === 'object') return services.members.get(identity.memberId) ?? { _id: identity.memberId };
    if (services.undocumented.getMemberOfNobody === 'undefined') return undefined;
    throw realm.error('No member is logged in.');
  }

  function setPrivacy(caller: Caller, privacyStatus: string): unknown {
    const member = requireCaller(caller);
    if (member === undefined) return undefined;
    const changed = { ...member, privacyStatus, updatedAt: services.clock.now() };
    services.members.put(changed._id, changed);
    return toRealm(host, changed);
  }

  return host.strictObject(
    {
      getMember: host.wixFunction('currentMember.getMember', {
        kind: 'other',
        execute([options], caller) {
          for (const name of isItem(options) ? Object.keys(options) : []) {
            if (name !== 'fieldsets') throw notEmulatedError(realm, 'wix-members-backend', `the option ${name}`);
          }
          const member = requireCaller(caller);
          return member === undefined ? undefined : toRealm(host, member, options ?? {});
        },
      }),
      makeProfilePrivate: host.wixFunction('currentMember.makeProfilePrivate', {
        kind: 'other',
        execute: (_args, caller) => setPrivacy(caller, 'PRIVATE'),
      }),
      makeProfilePublic: host.wixFunction('currentMember.makeProfilePublic', {
        kind: 'other',
        execute: (_args, caller) => setPrivacy(caller, 'PUBLIC'),
      }),
      getRoles: host.wixFunction('currentMember.getRoles', {
        kind: 'other',
        execute(_args, caller) {
          const roles = requireCaller(caller)?.roles ?? [];
          return realm.array(roles.map((role) => realm.object({ ...role })));
        },
      }),
    },
    'currentMember',
  );
}

function createMembers(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  function define(member: string, execute: CallDefinition['execute']) {
    return host.wixFunction(`members.${member}`, { kind: 'other', describe, execute });
  }

  function clear(id: unknown, list: string): unknown {
    const member = requireMember(host, id);
    const cleared = {
      ...member,
      contactDetails: { ...member.contactDetails, [list]: [] },
      updatedAt: services.clock.now(),
    };
    services.members.put(member._id, cleared);
    return toRealm(host, cleared);
  }

  return host.strictObject(
    {
      getMember: define('getMember', ([id, options]) => toRealm(host, requireMember(host, id), options ?? {})),
      updateMember: define('updateMember', ([id, given]) => {
        const member = requireMember(host, id);
        const { profile, contactDetails } = (
          isItem(given) ? JSON.parse(realm.stringify(given) ?? '{}') : {}
        ) as Partial<SiteMember>;
        const updated: SiteMember = {
          ...member,
          ...(profile === undefined ? {} : { profile: { ...member.profile, ...profile } }),
          ...(contactDetails === undefined ? {} : { contactDetails: { ...member.contactDetails, ...contactDetails } }),
          updatedAt: services.clock.now(),
        };
        services.members.put(member._id, updated);
        return toRealm(host, updated);
      }),
      deleteMemberAddresses: define('deleteMemberAddresses', ([id]) => clear(id, 'addresses')),
      deleteMemberEmails: define('deleteMemberEmails', ([id]) => clear(id, 'emails')),
      deleteMemberPhones: define('deleteMemberPhones', ([id]) => clear(id, 'phones')),
      deleteMember: define('deleteMember', ([id]) => {
        services.members.remove(requireMember(host, id)._id);
        return undefined;
      }),
      queryMembers: realm.syncFunction(
        'queryMembers',
        createRecordQuery(host, 'members.queryMembers', () => services.members.list().map(shown)),
      ),
    },
    'members',
  );
}

/** Passwords are stored as they are: it is a local state, and no secret of anybody belongs into it. */
function createAuthentication(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  function byEmail(email: unknown): SiteMember | undefined {
    return services.members.list().find(({ loginEmail }) => loginEmail === String(email).toLowerCase());
  }

  function requireByEmail(email: unknown): SiteMember {
    const member = byEmail(email);
    // The form of this error is not documented.
    if (member === undefined) throw realm.error('There is no member with this email address.', { code: 'NOT_FOUND' });
    return member;
  }

  function change(member: SiteMember, changes: Partial<SiteMember>): SiteMember {
    const changed = { ...member, ...changes, updatedAt: services.clock.now() };
    services.members.put(member._id, changed);
    return changed;
  }

  function define(member: string, execute: CallDefinition['execute']) {
    return host.wixFunction(`authentication.${member}`, { kind: 'other', execute });
  }

  return host.strictObject(
    {
      register: define('register', ([email, password, options]) => {
        if (typeof email !== 'string' || typeof password !== 'string') {
          throw realm.error('register() takes an email address and a password.', { code: 'INVALID_ARGUMENT' });
        }
        if (byEmail(email) !== undefined) {
          throw realm.error('A member with this email address exists already.', { code: 'ALREADY_EXISTS' });
        }
        const { privacyStatus = 'PRIVATE', contactInfo } = (
          isItem(options) ? JSON.parse(realm.stringify(options) ?? '{}') : {}
        ) as { readonly privacyStatus?: string; readonly contactInfo?: Record<string, unknown> };
        const _id = services.ids.id();
        const now = services.clock.now();
        const member = change(
          { _id, contactId: _id, loginEmail: email.toLowerCase(), createdAt: now },
          {
            status: 'APPROVED',
            privacyStatus,
            password,
            ...(contactInfo === undefined ? {} : { contactDetails: contactInfo }),
          },
        );
        return realm.object({ status: 'ACTIVE', sessionToken: services.ids.id(), member: toRealm(host, member) });
      }),
      login: define('login', ([email, password]) => {
        const member = byEmail(email);
        if (member?.password === undefined || member.password !== password || member.status === 'BLOCKED') {
          throw realm.error('The email address or the password is wrong.', { code: 'UNAUTHENTICATED' });
        }
        return services.ids.id();
      }),
      generateSessionToken: define('generateSessionToken', ([email]) => {
        requireByEmail(email);
        return services.ids.id();
      }),
      sendSetPasswordEmail: define('sendSetPasswordEmail', ([email]) => {
        requireByEmail(email);
        return true;
      }),
      changeLoginEmail: define('changeLoginEmail', ([id, email]) =>
        toRealm(host, change(requireMember(host, id), { loginEmail: String(email).toLowerCase() })),
      ),
      // The token of register() is not modelled, because no member waits for approval here unless a test puts one.
      approveByEmail: define('approveByEmail', ([email]) => {
        change(requireByEmail(email), { status: 'APPROVED' });
        return services.ids.id();
      }),
      blockByEmail: define('blockByEmail', ([email]) => void change(requireByEmail(email), { status: 'BLOCKED' })),
    },
    'authentication',
  );
}

function createAuthorization(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  function define(name: string, next: (roles: readonly Role[], roleId: string) => Role[]) {
    return host.wixFunction(`authorization.${name}`, {
      kind: 'other',
      execute([roleId, memberId, options], caller) {
        if (!isOwner(caller) && !(isItem(options) && options['suppressAuth'] === true)) {
          throw realm.error('Roles need permissions, or suppressAuth.', { code: 'PERMISSION_DENIED' });
        }
        const member = requireMember(host, memberId);
        services.members.put(member._id, { ...member, roles: next(member.roles ?? [], String(roleId)) });
        return undefined;
      },
    });
  }

  return host.strictObject(
    {
      assignRole: define('assignRole', (roles, _id) => [...roles.filter((role) => role._id !== _id), { _id }]),
      removeRole: define('removeRole', (roles, _id) => roles.filter((role) => role._id !== _id)),
    },
    'authorization',
  );
}

type Role = NonNullable<SiteMember['roles']>[number];

/** Returns a member by id; throws an error of the site if there is none. */
export function requireMember({ realm, services }: ModuleHost, id: unknown): SiteMember {
  const member = typeof id === 'string' ? services.members.get(id) : undefined;
  if (member === undefined) throw realm.error(`There is no member ${String(id)}.`, { code: 'NOT_FOUND' });
  return member;
}

const everything = { fieldsets: ['FULL'] };

/**
 * Returns a member with the fields of a fieldset. By default, which is `PUBLIC`, those are the id and the profile:
 * https://dev.wix.com/docs/rest/crm/members-contacts/members/members/about-wix-members. What `EXTENDED` has beyond them is not known.
 */
function toRealm({ realm }: ModuleHost, member: SiteMember, options: unknown = everything): Record<string, unknown> {
  const fieldsets = isItem(options) && Array.isArray(options['fieldsets']) ? (options['fieldsets'] as unknown[]) : [];
  const all = shown(member);
  const visible = fieldsets.includes('FULL') ? all : { _id: all['_id'], profile: all['profile'] };
  return realm.decodeItem(encodeItem(visible));
}

/** Returns a member as site code sees it. */
export function shown({
  password: _password,
  roles: _roles,
  createdAt,
  updatedAt,
  ...member
}: SiteMember): Record<string, unknown> {
  return {
    ...member,
    ...(createdAt === undefined ? {} : { _createdDate: new Date(createdAt) }),
    ...(updatedAt === undefined ? {} : { _updatedDate: new Date(updatedAt) }),
  };
}

function describe([id]: unknown[]) {
  return typeof id === 'string' ? { id } : {};
}
