import { currentMember } from 'wix-members-backend';

/**
 * The contact of the member who calls a web method: the platform says who that is, never an argument. `undefined` when
 * nobody is logged in, for which Wix documents a rejection and announces `undefined`:
 * https://dev.wix.com/docs/velo/apis/wix-members-backend/current-member/get-member
 */
export async function findContactOfCaller(): Promise<string | undefined> {
  try {
    const member = await currentMember.getMember();
    return member?.contactId ?? member?._id;
  } catch {
    return undefined;
  }
}
