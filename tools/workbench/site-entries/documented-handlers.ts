/** The backend event handlers that one part of Wix's documentation describes. */
interface HandlerFamily {
  /** What Wix writes before the underscore. It often differs from the module's name, and between editions of one app. */
  readonly app: string;
  /** The folder of the documentation that has a page, an example or a menu entry for each. */
  readonly documentedAt: string;
  readonly events: readonly string[];
}

const apis = 'https://dev.wix.com/docs/velo/apis';
const plugins = 'https://dev.wix.com/docs/velo/events-service-plugins';

// Read from the documentation's menus, pages and examples. Wix adds events, so an absent name is a doubt, not a proof.
const families: readonly HandlerFamily[] = [
  {
    app: 'wixEvents',
    documentedAt: `${apis}/wix-events-backend/events`,
    events: [
      ...['onEventCanceled', 'onEventCreated', 'onEventDeleted', 'onEventEnded', 'onEventReminder', 'onEventStarted'],
      ...['onEventUpdated', 'onOrderUpdated', 'onReservationCreated', 'onReservationUpdated'],
      ...['onRsvpCreated', 'onRsvpUpdated'],
    ],
  },
  {
    app: 'wixEvents',
    documentedAt: `${plugins}/wix-events/events`,
    events: [
      'onGuestCreated',
      'onGuestDeleted',
      'onGuestUpdated',
      'onPolicyCreated',
      'onPolicyDeleted',
      'onPolicyUpdated',
    ],
  },
  {
    app: 'wixPricingPlans',
    documentedAt: `${plugins}/pricing-plans/events`,
    events: [
      ...['onOrderAutoRenewCanceled', 'onOrderCanceled', 'onOrderCreated', 'onOrderCycleStarted', 'onOrderEnded'],
      ...['onOrderEndDatePostponed', 'onOrderMarkedAsPaid', 'onOrderPaused', 'onOrderPurchased', 'onOrderResumed'],
      ...['onOrderStarted', 'onOrderUpdated'],
    ],
  },
  {
    app: 'wixPricingPlans',
    documentedAt: `${apis}/wix-pricing-plans-backend/events`,
    events: ['onPlanPurchased'],
  },
  {
    // The name that was seen to be called where the documentation says wixPricingPlans_onPlanPurchased.
    app: 'wixPaidPlans',
    documentedAt: `${apis}/wix-pricing-plans-backend/events`,
    events: ['onPlanPurchased'],
  },
  {
    app: 'wixEcom',
    documentedAt: `${plugins}/e-commerce/events`,
    events: [
      ...[
        'onAbandonedCheckoutCreated',
        'onAbandonedCheckoutRecovered',
        'onCartCreated',
        'onCartDeleted',
        'onCartUpdated',
      ],
      ...['onCheckoutCompleted', 'onCheckoutCreated', 'onCheckoutUpdated', 'onDiscountRuleCreated'],
      ...['onDiscountRuleDeleted', 'onDiscountRuleUpdated', 'onFulfillmentsUpdated', 'onOrderApproved'],
      ...['onOrderCanceled', 'onOrderCreated', 'onOrderPaymentStatusUpdated', 'onOrderTransactionsUpdated'],
      'onOrderUpdated',
    ],
  },
  {
    app: 'wixStores',
    documentedAt: `${apis}/wix-stores-backend/events`,
    events: [
      ...['onCartAbandoned', 'onCartCompleted', 'onCartCreated', 'onCartRecovered', 'onCollectionCreated'],
      ...['onCollectionDeleted', 'onCollectionUpdated', 'onInventoryItemUpdated', 'onInventoryVariantUpdated'],
      ...['onNewOrder', 'onOrderCanceled', 'onOrderPaid', 'onOrderRefunded', 'onProductCreated', 'onProductDeleted'],
      ...['onProductUpdated', 'onVariantsUpdated'],
    ],
  },
  {
    app: 'wixStoresCatalogV1',
    documentedAt: `${plugins}/stores/events`,
    events: ['onProductCreated', 'onProductDeleted', 'onProductUpdated'],
  },
  {
    app: 'wixBookings',
    documentedAt: `${apis}/wix-bookings-backend/events`,
    events: ['onBookingCanceled', 'onBookingConfirmed', 'onBookingRequestCreated', 'onBookingRescheduled'],
  },
  {
    app: 'wixBookingsV2',
    documentedAt: `${plugins}/bookings/events`,
    events: [
      ...['onBookingCanceled', 'onBookingConfirmed', 'onBookingCreated', 'onBookingDeclined', 'onBookingRescheduled'],
      ...['onBookingUpdated', 'onServiceCreated', 'onServiceDeleted', 'onServiceUpdated'],
    ],
  },
  {
    app: 'wixMembers',
    documentedAt: `${plugins}/members/events`,
    events: ['onMemberCreated', 'onMemberDeleted', 'onMemberUpdated'],
  },
  { app: 'wixBadges', documentedAt: `${plugins}/members/events`, events: ['onBadgeAssigned', 'onBadgeUnassigned'] },
  {
    app: 'wixBadgesV4',
    documentedAt: `${plugins}/members/events`,
    events: ['onBadgeCreated', 'onBadgeDeleted', 'onBadgeUpdated'],
  },
  {
    app: 'wixCrm',
    documentedAt: `${apis}/wix-crm-backend/events`,
    events: ['onContactCreated', 'onContactDeleted', 'onContactMerged', 'onContactUpdated', 'onFormSubmit'],
  },
  {
    app: 'wixCrm',
    documentedAt: `${plugins}/crm/events`,
    events: ['onLabelCreated', 'onLabelDeleted', 'onLabelUpdated'],
  },
  {
    app: 'wixBilling',
    documentedAt: `${apis}/wix-billing-backend/events`,
    events: ['onInvoiceCreated', 'onInvoiceOverdue', 'onInvoicePaid', 'onInvoiceSent'],
  },
  { app: 'wixPay', documentedAt: `${apis}/wix-pay-backend/events`, events: ['onPaymentUpdate'] },
  {
    app: 'wixBlog',
    documentedAt: `${apis}/wix-blog-backend/events`,
    events: [
      ...['onCategoryCreated', 'onCategoryDeleted', 'onCategoryUpdated', 'onDraftCreated', 'onDraftDeleted'],
      ...['onDraftUpdated', 'onPostCreated', 'onPostDeleted', 'onPostLiked', 'onPostUnliked', 'onPostUpdated'],
    ],
  },
  {
    app: 'wixForum',
    documentedAt: `${apis}/wix-forum-backend/events`,
    events: [
      ...['onCategoryCreated', 'onCategoryDeleted', 'onCategoryUpdated', 'onCommentCreated', 'onCommentDeleted'],
      ...[
        'onCommentUpdated',
        'onPostClosed',
        'onPostCreated',
        'onPostDeleted',
        'onPostLiked',
        'onPostUnliked',
        'onPostUpdated',
      ],
    ],
  },
  {
    app: 'wixForms',
    documentedAt: `${plugins}/forms/events`,
    events: ['onSubmissionCreated', 'onSubmissionDeleted', 'onSubmissionUpdated'],
  },
  {
    app: 'wixMediaManager',
    documentedAt: `${apis}/wix-media-backend/media-manager/events`,
    events: ['onAudioTranscoded', 'onFileUploaded', 'onVideoTranscoded'],
  },
  {
    app: 'wixMarketing',
    documentedAt: `${plugins}/marketing/events`,
    events: ['onCouponApplied', 'onCouponCreated', 'onCouponDeleted', 'onCouponUpdated'],
  },
  {
    app: 'wixLoyalty',
    documentedAt: `${plugins}/loyalty/events`,
    events: [
      ...['onAccountPointsUpdated', 'onAccountUpdated', 'onCouponCreated', 'onCouponDeleted'],
      'onLoyaltyImportCreated',
    ],
  },
  {
    app: 'wixReviews',
    documentedAt: `${apis}/wix-reviews-v2/events`,
    events: [
      ...['onReviewCreated', 'onReviewDeleted', 'onReviewModerationStatusChanged', 'onReviewPublished'],
      'onReviewUpdated',
    ],
  },
];

const documentationOfHandler: ReadonlyMap<string, string> = new Map(
  families.flatMap(({ app, documentedAt, events }) =>
    events.map((event) => [`${app}_${event}`, documentedAt] as const),
  ),
);

/** The folder of Wix's documentation that describes a handler of `events.js`, or `undefined` when none is known. */
export function documentationOf(handlerName: string): string | undefined {
  return documentationOfHandler.get(handlerName);
}

/** Every handler name that Wix documents, of all its products. */
export function documentedHandlers(): string[] {
  return [...documentationOfHandler.keys()];
}
