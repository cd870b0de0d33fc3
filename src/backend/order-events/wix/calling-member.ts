import { currentMember } from 'wix-members-backend';

/** The contact of the member who calls a web method: the platform says who that is, never an argument. */
export async function findContactOfCaller(): Promise<string | undefined> {
  const member = await currentMember.getMember();
  return member?.contactId ?? member?._id;
}
