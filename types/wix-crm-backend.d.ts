/** Triggered emails and notifications: https://dev.wix.com/docs/velo/apis/wix-crm-backend/introduction */
declare module 'wix-crm-backend' {
  export interface TriggeredEmailOptions {
    /** "The values passed must be strings." A missing key becomes the template's fallback value. */
    variables?: Record<string, string>;
  }

  export const triggeredEmails: {
    /** Gives no message id and takes no idempotency key: https://dev.wix.com/docs/velo/apis/wix-crm-backend/triggered-emails/email-contact */
    readonly emailContact: (emailId: string, contactId: string, options?: TriggeredEmailOptions) => Promise<void>;
    /** https://dev.wix.com/docs/velo/apis/wix-crm-backend/triggered-emails/email-member */
    readonly emailMember: (emailId: string, memberId: string, options?: TriggeredEmailOptions) => Promise<void>;
  };

  export const notifications: {
    /** "Contents of the notification. Max length: 512 characters." https://dev.wix.com/docs/velo/apis/wix-crm-backend/notifications/notify */
    readonly notify: (body: string, channels: readonly string[]) => Promise<void>;
  };
}
