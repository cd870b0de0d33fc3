import { differs, type DocumentedMember, type DocumentedObject, given, missing, yes } from './documented.ts';

const APIS = 'https://dev.wix.com/docs/velo/apis';
const VELO_ONLY = 'https://dev.wix.com/docs/velo/velo-only-apis';
const CODES = 'The codes of the errors are unknown';
const STAND_IN = 'A test gives a stand-in: the option `modules`';
const NO_BADGES = 'Badges are not modelled';
const NO_EMAIL = 'No email of Wix is kept: unknown what it says';
const ALL_APPROVED = 'Every new member is approved at once';
const NO_PERMISSIONS = 'Permissions are not checked: Wix asks for "Manage Site Members"';
const FIELDSETS = 'What `EXTENDED` has beyond `PUBLIC` is unknown';
const QUERIES = 'Text is ordered by code point: unknown';

const queryResult: readonly DocumentedMember[] = [
  ...yes('hasNext', 'hasPrev', 'items', 'length', 'next', 'pageSize', 'prev', 'totalCount'),
  ...missing('Not modelled', 'currentPage', 'query', 'totalPages'),
];

const recordQuery: readonly DocumentedMember[] = [
  ...yes('and'),
  ...differs(QUERIES, 'ascending', 'between', 'descending'),
  ...yes('eq', 'find'),
  ...differs(QUERIES, 'ge', 'gt'),
  ...yes('hasAll', 'hasSome'),
  ...differs(QUERIES, 'le'),
  ...yes('limit'),
  ...differs(QUERIES, 'lt'),
  ...yes('ne', 'not', 'or', 'skip', 'startsWith'),
];

const badges = [
  'assignMembers',
  'createBadge',
  'deleteBadge',
  'listMemberBadges',
  'listMembers',
  'removeMembers',
  'updateBadge',
];

/** The documented members of the modules about contacts, members and users. */
export const peopleModules: readonly DocumentedObject[] = [
  {
    name: 'wix-crm-backend',
    page: `${APIS}/wix-crm-backend`,
    ...given('wix-crm-backend', 'it'),
    members: missing(
      'Deprecated by Wix',
      'createContact',
      'deleteContact',
      'emailContact',
      'getContactById',
      'updateContact',
    ),
  },
  {
    name: 'wix-crm-backend contacts',
    page: `${APIS}/wix-crm-backend/contacts`,
    ...given('wix-crm-backend', 'it.contacts'),
    members: [
      ...differs(`Which fields it merges is unknown beyond emails and phones`, 'appendOrCreateContact'),
      ...differs(CODES, 'createContact', 'deleteContact'),
      ...missing('Extended fields and labels are not modelled', 'deleteExtendedField', 'deleteLabel'),
      ...missing('Extended fields and labels are not modelled', 'findOrCreateExtendedField', 'findOrCreateLabel'),
      ...differs(CODES, 'getContact'),
      ...missing('Extended fields and labels are not modelled', 'getExtendedField', 'getLabel', 'labelContact'),
      ...yes('queryContacts'),
      ...missing('Extended fields and labels are not modelled', 'queryExtendedFields', 'queryLabels'),
      ...missing('Extended fields and labels are not modelled', 'renameExtendedField', 'renameLabel', 'unlabelContact'),
      ...differs(CODES, 'updateContact'),
    ],
  },
  {
    name: 'wix-crm-backend ContactsQueryBuilder',
    page: `${APIS}/wix-crm-backend/contacts/contacts-query-builder`,
    ...given('wix-crm-backend', 'it.contacts.queryContacts()'),
    members: recordQuery,
  },
  {
    name: 'wix-crm-backend ContactsQueryResult',
    page: `${APIS}/wix-crm-backend/contacts/contacts-query-result`,
    ...given('wix-crm-backend', 'await it.contacts.queryContacts().find({ suppressAuth: true })'),
    members: queryResult,
  },
  {
    name: 'wix-crm-backend notifications',
    page: `${APIS}/wix-crm-backend/notifications`,
    ...given('wix-crm-backend', 'it.notifications'),
    members: differs('It is recorded; options are not checked', 'notify'),
  },
  {
    name: 'wix-crm-backend tasks',
    page: `${APIS}/wix-crm-backend/tasks`,
    ...given('wix-crm-backend', 'it.tasks'),
    members: missing(
      'Tasks are not modelled',
      'completeTask',
      'createTask',
      'getTask',
      'removeTask',
      'resetTask',
      'updateTaskFields',
    ),
  },
  {
    name: 'wix-crm-backend triggeredEmails',
    page: `${APIS}/wix-crm-backend/triggered-emails`,
    ...given('wix-crm-backend', 'it.triggeredEmails'),
    members: differs(
      'Any template is accepted. `nonStringVariable`, `unsubscribedContact` and `unknownRecipient` decide what Wix does not document',
      'emailContact',
      'emailMember',
    ),
  },
  {
    name: 'wix-crm-backend workflows',
    page: `${APIS}/wix-crm-backend/workflows`,
    ...given('wix-crm-backend', 'it.workflows'),
    members: missing(
      'Workflows are not modelled',
      ...['archiveCard', 'createCard', 'createPhase', 'createWorkflow', 'deleteCard', 'deletePhase', 'deleteWorkflow'],
      ...['getCard', 'getPhaseInfo', 'getWorkflowInfo', 'listCards', 'listPhasesInfo', 'listWorkflowsInfo'],
      ...['moveCard', 'movePhase', 'restoreCard', 'updateCardFields', 'updatePhaseFields', 'updateWorkflowFields'],
    ),
  },
  {
    name: 'wix-members-backend authentication',
    page: `${APIS}/wix-members-backend/authentication`,
    ...given('wix-members-backend', 'it.authentication'),
    members: [
      ...differs(NO_PERMISSIONS, 'approveByEmail'),
      ...missing(ALL_APPROVED, 'approveByToken'),
      ...differs(NO_PERMISSIONS, 'blockByEmail', 'changeLoginEmail', 'generateSessionToken'),
      ...differs(CODES, 'login'),
      ...differs(ALL_APPROVED, 'register'),
      ...differs(NO_EMAIL, 'sendSetPasswordEmail'),
    ],
  },
  {
    name: 'wix-members-backend authorization',
    page: `${APIS}/wix-members-backend/authorization`,
    ...given('wix-members-backend', 'it.authorization'),
    members: differs('Any role is accepted', 'assignRole', 'removeRole'),
  },
  {
    name: 'wix-members-backend badges',
    page: `${APIS}/wix-members-backend/badges`,
    ...given('wix-members-backend', 'it.badges'),
    members: missing(NO_BADGES, ...badges),
  },
  {
    name: 'wix-members-backend currentMember',
    page: `${APIS}/wix-members-backend/current-member`,
    ...given('wix-members-backend', 'it.currentMember'),
    members: [
      ...differs('Without a member `getMemberOfNobody` decides: it "may change"', 'getMember'),
      ...differs('Without a member it rejects: unknown', 'getRoles'),
      ...differs('Without a member it rejects: unknown', 'makeProfilePrivate', 'makeProfilePublic'),
      ...missing('Slugs are not modelled', 'updateSlug'),
    ],
  },
  {
    name: 'wix-members-backend members',
    page: `${APIS}/wix-members-backend/members`,
    ...given('wix-members-backend', 'it.members'),
    members: [
      ...differs(NO_PERMISSIONS, 'deleteMember'),
      ...differs(NO_PERMISSIONS, 'deleteMemberAddresses', 'deleteMemberEmails', 'deleteMemberPhones'),
      ...differs(FIELDSETS, 'getMember'),
      ...differs('Fieldsets are not modelled: all that is known is returned', 'queryMembers'),
      ...differs(NO_PERMISSIONS, 'updateMember'),
    ],
  },
  {
    name: 'wix-members.v2 members',
    page: `${APIS}/wix-members-v2/members`,
    ...given('wix-members.v2', 'it.members'),
    members: [
      ...differs(`${ALL_APPROVED}. ${CODES}`, 'createMember'),
      ...differs(CODES, 'deleteMember', 'deleteMemberAddresses', 'deleteMemberEmails', 'deleteMemberPhones'),
      ...differs(FIELDSETS, 'getCurrentMember', 'getMember'),
      ...yes('joinCommunity', 'leaveCommunity'),
      ...differs('Sorting is not modelled; 50 without a limit: unknown', 'listMembers'),
      ...differs('Fieldsets are not modelled: all that is known is returned', 'queryMembers'),
      ...differs(CODES, 'updateMember'),
    ],
  },
  {
    name: 'wix-users-backend',
    page: `${VELO_ONLY}/wix-users-backend`,
    ...given('wix-users-backend', 'it'),
    members: missing(
      'Deprecated by Wix, as the whole module is',
      ...['approveByEmail', 'approveByToken', 'blockByEmail', 'deleteUser', 'emailUser', 'generateSessionToken'],
      ...['getUser', 'login', 'register', 'updateUserFields'],
    ),
  },
  {
    name: 'wix-users-backend currentUser',
    page: `${VELO_ONLY}/wix-users-backend/user`,
    ...given('wix-users-backend', 'it.currentUser'),
    members: [
      ...differs('Without a member it rejects: unknown', 'getEmail'),
      ...missing(STAND_IN, 'getPricingPlans'),
      ...yes('getRoles', 'id', 'loggedIn', 'role'),
    ],
  },
  {
    name: 'wix-users-backend badges',
    page: `${VELO_ONLY}/wix-users-backend/badges`,
    ...given('wix-users-backend', 'it.badges'),
    members: missing(NO_BADGES, ...badges),
  },
  {
    name: 'wix-users-backend roles',
    page: `${VELO_ONLY}/wix-users-backend/roles`,
    ...given('wix-users-backend', 'it.roles'),
    members: missing('Deprecated by Wix, as the whole module is', 'assignRole', 'removeRole'),
  },
];
