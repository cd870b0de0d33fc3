const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The limits that Wix documents for a live site, each with its documentation address. */
export const wixLimits = {
  /** https://dev.wix.com/docs/velo/apis/wix-data/insert: "The maximum size of an item that you can add to a collection is 500kb" (WDE0009 says 512 KB; 500 KiB is both). */
  itemSizeBytes: 500 * 1024,
  /** https://dev.wix.com/docs/velo/apis/wix-data/bulk-insert */
  bulkItems: 1000,
  /** https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/limit */
  queryDefaultItems: 50,
  /** https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/limit */
  queryMaxItems: 1000,
  /** https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/include: items of the query, and referenced items of each. */
  includedItems: 50,
  /** https://dev.wix.com/docs/sdk/backend-modules/data/error-codes, WDE0028 */
  dataOperationMs: 5_000,
  /** https://dev.wix.com/docs/velo/apis/wix-data/introduction: "there may be a short delay (typically a few seconds)". */
  mirrorDelayMs: 5_000,
  /** https://dev.wix.com/docs/develop-websites/articles/coding-with-velo/limits-and-optimization/compute-features */
  webMethodMs: 14_000,
  /** https://dev.wix.com/docs/velo/velo-only-apis/wix-http-functions/wix-http-function-request/body */
  httpFunctionBodyBytes: 512 * 1024,
  /** https://dev.wix.com/docs/develop-websites/articles/workspace-tools/developer-tools/recurring-jobs/scheduling-recurring-jobs */
  scheduledJobs: 20,
  /** https://dev.wix.com/docs/velo/apis/wix-crm-backend/notifications/notify */
  notificationTextChars: 512,
  /** https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/email-transmission-object */
  transmissionSubjectChars: 200,
  transmissionHtmlChars: 1_000_000,
  transmissionMetadataItems: 10,
  /** "Stored for 30 days after the transmission is created." */
  transmissionContentMs: 30 * 24 * 3_600_000,
  /** https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/query-email-transmissions */
  transmissionsListed: 100,
  transmissionsByDefault: 50,
  /** Age at which a transmission stops being ACCEPTED, and later IN_PROGRESS: Wix documents no times. */
  transmissionAcceptedMs: 2_000,
  transmissionInProgressMs: 5_000,
  /** https://dev.wix.com/docs/rest/articles/getting-started/webhooks: "The timeout for the response is 1250 ms." */
  webhookAnswerMs: 1_250,
  /** Waiting times before each repeated attempt, from the same page: 12 within 48 hours. */
  webhookResendAfterMs: [
    MINUTE,
    10 * MINUTE,
    HOUR,
    2 * HOUR,
    2 * HOUR,
    2 * HOUR,
    4 * HOUR,
    4 * HOUR,
    4 * HOUR,
    8 * HOUR,
    8 * HOUR,
    12 * HOUR,
  ],
  /**
   * Validity of a token, taken from the sample token in
   * https://dev.wix.com/docs/build-apps/develop-your-app/access/authentication/verify-requests-received-from-wix; not documented for
   * webhooks.
   */
  webhookTokenS: 300_000,
  /** https://dev.wix.com/docs/go-headless/coding/rest-api/visitors-and-members/make-api-calls-with-oauth: "They are valid for 4 hours" */
  accessTokenMs: 4 * 3_600_000,
  /** https://dev.wix.com/docs/velo/apis/wix-ecom-backend/orders/search-orders: "cursorPaging.limit is 100" */
  ordersSearched: 100,
  /** The typings of `@wix/pricing-plans`: "Max: `50`" */
  planOrdersListed: 50,
  /** The typings of `@wix/events`: "@max 400" */
  ticketOrdersListed: 400,
} as const;
