import { encodeItem } from '../../storage/item-codec.ts';
import { type CallDefinition, type Caller, isOwner, type ModuleHost, type SiteMember } from '../module-host.ts';
import { createRecordQuery } from '../query-records.ts';
import { isItem } from '../wix-data/authorize.ts';
import { requireMember, shown } from '../wix-members-backend/wix-members-backend.ts';

/** Of the lists in a member's contact, those that a function of its own empties. */
const clearedLists = { deleteMemberAddresses: 'addresses', deleteMemberEmails: 'emails', deleteMemberPhones: 'phones' };
const DEFAULT_LIMIT = 50;

/** Creates the module `wix-members.v2`: https://dev.wix.com/docs/velo/apis/wix-members-v2/members/introduction */
export function createWixMembersV2(host: ModuleHost): Record<string, unknown> {
  const book = createMemberBook(host);
  return { members: host.strictObject({ ...createReads(host, book), ...createChanges(host, book) }, 'members') };
}

type MemberBook = ReturnType<typeof createMemberBook>;

/** Operations on the stored members, with errors of the site's realm. */
function createMemberBook(host: ModuleHost) {
  const { realm, services } = host;
  const { members } = services;

  function define(member: string, execute: CallDefinition['execute']) {
    return host.wixFunction(`members.${member}`, { kind: 'other', describe, execute });
  }

  /** "This function requires elevated permissions and runs only on the backend and on dashboard pages." */
  function requireOwner(caller: Caller): void {
    if (!isOwner(caller)) throw realm.error('Managing members needs elevation.', { code: 'PERMISSION_DENIED' });
  }

  /** Returns the calling member: "Only logged-in members can call this function without elevated permissions". */
  function requireCaller({ identity }: Caller): SiteMember {
    if (typeof identity !== 'object') throw realm.error('No member is logged in.', { code: 'UNAUTHENTICATED' });
    return members.get(identity.memberId) ?? { _id: identity.memberId };
  }

  function save(member: SiteMember, given: unknown): SiteMember {
    const { loginEmail, contact, profile, privacyStatus, status } = (
      isItem(given) ? JSON.parse(realm.stringify(given) ?? '{}') : {}
    ) as Partial<SiteMember> & { readonly contact?: Readonly<Record<string, unknown>> };
    const saved: SiteMember = {
      ...member,
      ...(loginEmail === undefined ? {} : { loginEmail: loginEmail.toLowerCase() }),
      ...(contact === undefined ? {} : { contactDetails: { ...member.contactDetails, ...contact } }),
      ...(profile === undefined ? {} : { profile: { ...member.profile, ...profile } }),
      ...(privacyStatus === undefined ? {} : { privacyStatus }),
      ...(status === undefined ? {} : { status }),
      updatedAt: services.clock.now(),
    };
    members.put(saved._id, saved);
    return saved;
  }

  function toRealm(member: SiteMember, options: unknown = everything): Record<string, unknown> {
    const fieldsets = isItem(options) && Array.isArray(options['fieldsets']) ? (options['fieldsets'] as unknown[]) : [];
    const all = inFormOfV2(member);
    // "PUBLIC - Default fieldSet. Request with this fieldSet value returns: ID and profile object"
    return realm.decodeItem(
      encodeItem(fieldsets.includes('FULL') ? all : { _id: all['_id'], profile: all['profile'] }),
    );
  }

  return { define, requireCaller, requireOwner, save, toRealm };
}

function createReads(host: ModuleHost, { define, requireCaller, toRealm }: MemberBook): Record<string, unknown> {
  const { realm, services } = host;
  const { members } = services;
  return {
    getMember: define('getMember', ([id, options]) => toRealm(requireMember(host, id), options ?? {})),
    getCurrentMember: define('getCurrentMember', ([options], caller) =>
      realm.object({ member: toRealm(requireCaller(caller), options ?? {}) }),
    ),
    listMembers: define('listMembers', ([options]) => {
      const { paging } = isItem(options) ? options : {};
      const { limit = DEFAULT_LIMIT, offset = 0 } = isItem(paging) ? paging : {};
      const all = members.list();
      const page = all.slice(Number(offset), Number(offset) + Number(limit));
      const metadata = realm.object({ count: page.length, offset, total: all.length });
      return realm.object({ members: realm.array(page.map((one) => toRealm(one, options ?? {}))), metadata });
    }),
    queryMembers: realm.syncFunction(
      'queryMembers',
      createRecordQuery(host, 'members.queryMembers', () => members.list().map(inFormOfV2)),
    ),
  };
}

function createChanges(
  host: ModuleHost,
  { define, requireCaller, requireOwner, save, toRealm }: MemberBook,
): Record<string, unknown> {
  const { realm, services } = host;
  const { members } = services;

  function changeOwn(member: string, privacyStatus: string) {
    return define(member, (_args, caller) =>
      realm.object({ member: toRealm(save(requireCaller(caller), { privacyStatus })) }),
    );
  }

  const cleared = Object.entries(clearedLists).map(([name, key]) => [
    name,
    define(name, ([id], caller) => {
      requireOwner(caller);
      return realm.object({ member: toRealm(save(requireMember(host, id), { contact: { [key]: [] } })) });
    }),
  ]);

  return {
    createMember: define('createMember', ([options], caller) => {
      requireOwner(caller);
      const { member } = isItem(options) ? options : {};
      const { loginEmail } = isItem(member) ? member : {};
      if (typeof loginEmail !== 'string') {
        throw realm.error('A member has a loginEmail.', { code: 'INVALID_ARGUMENT' });
      }
      if (members.list().some((one) => one.loginEmail === loginEmail.toLowerCase())) {
        throw realm.error('A member with this email address exists already.', { code: 'ALREADY_EXISTS' });
      }
      const _id = services.ids.id();
      const created = {
        _id,
        contactId: _id,
        status: 'APPROVED',
        privacyStatus: 'PRIVATE',
        createdAt: services.clock.now(),
      };
      return toRealm(save(created, member));
    }),
    updateMember: define('updateMember', ([id, given], caller) => {
      requireOwner(caller);
      return toRealm(save(requireMember(host, id), given));
    }),
    deleteMember: define('deleteMember', ([id], caller) => {
      requireOwner(caller);
      members.remove(requireMember(host, id)._id);
      return undefined;
    }),
    ...(Object.fromEntries(cleared) as Record<string, unknown>),
    joinCommunity: changeOwn('joinCommunity', 'PUBLIC'),
    leaveCommunity: changeOwn('leaveCommunity', 'PRIVATE'),
  };
}

const everything = { fieldsets: ['FULL'] };

/** The contact of a member has another name than in `wix-members-backend`. */
function inFormOfV2(member: SiteMember): Record<string, unknown> {
  const { contactDetails, ...others } = shown(member);
  return contactDetails === undefined ? others : { ...others, contact: contactDetails };
}

function describe([subject]: unknown[]) {
  return typeof subject === 'string' ? { id: subject } : {};
}
