import { notEmulatedError } from '../../not-emulated.ts';
import { isItem } from '../wix-data/authorize.ts';
import type { ModuleHost } from '../module-host.ts';

/** Creates the module `wix-members-backend`: https://dev.wix.com/docs/velo/apis/wix-members-backend/current-member/get-member */
export function createWixMembersBackend(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  const currentMember = host.strictObject(
    {
      getMember: host.wixFunction('currentMember.getMember', {
        kind: 'other',
        execute([options], { identity }) {
          for (const name of isItem(options) ? Object.keys(options) : []) {
            if (name !== 'fieldsets') throw notEmulatedError(realm, 'wix-members-backend', `the option ${name}`);
          }
          if (typeof identity !== 'object') {
            if (services.undocumented.getMemberOfNobody === 'undefined') return undefined;
            throw realm.error('No member is logged in.');
          }
          const member = services.members.get(identity.memberId) ?? { _id: identity.memberId };
          return realm.parse(JSON.stringify(member));
        },
      }),
    },
    'currentMember',
  );
  return { currentMember };
}
