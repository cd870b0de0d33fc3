import { currentMember } from 'wix-members-backend';

import type { Caller } from '../ports/ports.ts';

/**
 * Returns the ids of the member who calls a web method, as the platform knows them, never from an argument. Returns `undefined` if nobody
 * is logged in, for which Wix documents a rejection and announces `undefined`. Without the fieldset, Wix returns the member's id and profile only:
 * https://dev.wix.com/docs/velo/apis/wix-members-backend/current-member/get-member
 */
export async function findCaller(): Promise<Caller | undefined> {
  try {
    const member = await currentMember.getMember({ fieldsets: ['FULL'] });
    return member === undefined ? undefined : { contactId: member.contactId ?? member._id, memberId: member._id };
  } catch {
    return undefined;
  }
}
