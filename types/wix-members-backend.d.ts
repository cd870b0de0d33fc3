/** Who is calling: https://dev.wix.com/docs/velo/apis/wix-members-backend/current-member/introduction */
declare module 'wix-members-backend' {
  export interface Member {
    _id: string;
    contactId?: string;
    loginEmail?: string;
  }

  export const currentMember: {
    /** Rejects when nobody is logged in, and "may change in the future" to give undefined: https://dev.wix.com/docs/velo/apis/wix-members-backend/current-member/get-member */
    readonly getMember: (options?: { fieldsets?: ('PUBLIC' | 'EXTENDED' | 'FULL')[] }) => Promise<Member | undefined>;
  };
}
