/**
 * Places at which a value of an order event may stay as it is, by the form that it must have there; dots lead into objects, `[]` into
 * lists, and leading underscores are left out. Wix documents all of these places, and none of them for personal data.
 */
export const harmlessPaths = {
  instant: `
    activities[].createdDate cancellation.requestedDate created createdDate currentCycle.endedDate
    currentCycle.startedDate cycles[].endedDate cycles[].startedDate earliestEndDate endDate eventTime
    fulfillments[].createdDate metadata.eventTime pausePeriods[].pauseDate pausePeriods[].resumeDate
    payments[].createdDate payments[].refundDate payments[].updatedDate purchasedDate startDate
    tickets[].checkIn.checkInCanceledDate tickets[].checkIn.created timestamp updated updatedDate`,
  word: `
    activities[].activityType activities[].type attributionSource cancellation.cause cancellation.effectiveAt
    cancellation.initiator channel channelInfo.type fulfillmentStatus lastPaymentStatus
    lineItems[].descriptionLines[].lineType lineItems[].itemType.preset lineItems[].paymentOption orderMethod
    orderType pausePeriods[].status paymentStatus payments[].regularPaymentDetails.status payments[].status
    previousPaymentStatus priceDetails.singlePaymentForDuration.unit priceDetails.subscription.cycleDuration.unit
    pricing.singlePaymentForDuration.unit pricing.subscription.cycleDuration.unit status statusNew tickets[].status
    type weightUnit`,
  count: `
    currentCycle.index cycleNumber cycles[].index freeTrialDays fulfillments[].lineItems[].quantity
    lineItems[].quantity lineItems[].refundQuantity lineItems[].restockQuantity
    lineItems[].subscriptionInfo.cycleNumber lineItems[].subscriptionInfo.subscriptionSettings.billingCycles
    lineItems[].subscriptionInfo.subscriptionSettings.interval priceDetails.freeTrialDays
    priceDetails.singlePaymentForDuration.count priceDetails.subscription.cycleCount
    priceDetails.subscription.cycleDuration.count pricing.freeTrialDays pricing.prices[].duration.cycleFrom
    pricing.prices[].duration.numberOfCycles pricing.singlePaymentForDuration.count pricing.subscription.cycleCount
    pricing.subscription.cycleDuration.count ticketsQuantity`,
  flag: `
    activities[].orderRefunded.manual anonymized archived autoRenewCanceled confirmed fullyCheckedIn
    isInternalOrderCreate lineItems[].physicalProperties.shippable
    lineItems[].subscriptionInfo.subscriptionSettings.autoRenewal lineItems[].taxInfo.taxIncludedInPrice
    metadata.triggeredByAnonymizeRequest payments[].refundDisabled payments[].regularPaymentDetails.offlinePayment
    payments[].regularPaymentDetails.savedPaymentMethod payments[].supportReceiptGeneration
    priceDetails.singlePaymentUnlimited priceDetails.tax.includedInPrice pricing.prices[].price.tax.includedInPrice
    pricing.singlePaymentUnlimited restockAllItems seenByAHuman sendOrderCanceledEmail
    shippingInfo.cost.taxInfo.taxIncludedInPrice taxIncludedInPrices tickets[].anonymized tickets[].archived
    tickets[].canceled tickets[].confirmed triggeredByAnonymizeRequest`,
  language: `buyerLanguage language locale metadata.locale siteLanguage`,
  currency: `currency priceDetails.currency pricing.prices[].price.currency`,
  money: `
    activities[].orderRefunded.amount balanceSummary.balance balanceSummary.paid balanceSummary.refunded
    lineItems[].lineItemPrice lineItems[].price lineItems[].priceBeforeDiscounts
    lineItems[].taxDetails.taxableAmount lineItems[].taxDetails.totalTax lineItems[].taxInfo.taxAmount
    lineItems[].taxInfo.taxableAmount lineItems[].totalDiscount lineItems[].totalPriceAfterTax
    lineItems[].totalPriceBeforeTax payNow.discount payNow.shipping payNow.subtotal payNow.tax payNow.total
    payNow.totalPrice payNow.totalWithGiftCard payNow.totalWithoutGiftCard payments[].amount priceSummary.discount
    priceSummary.shipping priceSummary.subtotal priceSummary.tax priceSummary.total priceSummary.totalAdditionalFees
    priceSummary.totalPrice priceSummary.totalWithGiftCard priceSummary.totalWithoutGiftCard
    shippingInfo.cost.discount shippingInfo.cost.price shippingInfo.cost.taxDetails.totalTax
    shippingInfo.cost.taxInfo.taxAmount shippingInfo.cost.taxInfo.taxableAmount shippingInfo.cost.totalPriceAfterTax
    shippingInfo.cost.totalPriceBeforeTax taxInfo.totalTax taxSummary.totalTax tickets[].price`,
  decimal: `
    lineItems[].taxDetails.taxRate lineItems[].taxInfo.taxRate planPrice priceDetails.coupon.amount
    priceDetails.discount priceDetails.planPrice priceDetails.subtotal priceDetails.tax.amount priceDetails.total
    pricing.prices[].price.discount pricing.prices[].price.subtotal pricing.prices[].price.tax.amount
    pricing.prices[].price.total shippingInfo.cost.taxDetails.taxRate shippingInfo.cost.taxInfo.taxRate`,
  sequence: `entityEventSequence metadata.entityEventSequence`,
  eventName: `entityFqdn eventType metadata.entityFqdn metadata.eventType metadata.slug slug`,
  orderNumber: `number orderNumber tickets[].orderNumber tickets[].ticketNumber`,
} as const;

/** Names of all documented fields; any other name may be personal. */
export const DOCUMENTED_NAMES = `
    Color Size _createdDate _id _updatedDate accountInfo actionEvent activities activityType additionalFeeAdded
    additionalFeeRemoved additionalFees address addressLine1 addressLine2 addressType affectedLineItems
    aggregatedTaxAmount amount anonymized appId appliedDiscounts archived attributionSource authorEmail authorized
    authorizedPaymentCaptured authorizedPaymentCreated authorizedPaymentVoided autoRenewCanceled autoRenewal balance
    balanceSummary billingCycles billingInfo body bodyAsJson brand businessLocation buyer buyerInfo buyerLanguage
    buyerLanguageName buyerNote canceled cancellation carrierId cartId cashRoundingAdjustment catalogItemId
    catalogReference cause changes channelInfo chargeType chargeback chargebackCreated chargebackId
    chargebackReversal chargebackReversed chargebacks chargesDescription checkIn checkInCanceledDate checkoutForm
    checkoutId city code color colorInfo company confirmed contactDetails contactId conversionRate cost count
    country countryFullname coupon created createdBy createdDate createdEvent creditCardDetails currency
    currencyConversionDetails currentCycle currentEntity currentEntityAsJson custom customFields customTextFields
    cycleCount cycleDuration cycleFrom cycleNumber cycles data dateTime decimalQuantity deliverByDate deliveryTime
    deliveryTimeSlot deltaType depositAmount description descriptionLines details diff digitalFile discount
    discountAdded discountReason discountRemoved discountRule discountType displayNumber draftOrderChangesApplied
    draftOrderId duration earliestEndDate effectiveAt email enableCustomerCancellation endDate endedDate entity
    entityAsJson entityEventSequence entityFqdn entityId eventId eventTime eventType expirationDate extendedFields
    externalOrderId externalOrderUrl externalReceipt externalRefund fees fileId firstName fixedQuantity form
    formData formId formattedAmount freeTrialDays freeTrialPeriod frequency from fulfillerId fulfillmentStatus
    fulfillments gatewayTransactionId giftCard giftCardPaymentId grandTotal id identity image imported
    includedInPrice index inputName inputValues instanceId instructions interval invoice itemType items jurisdiction
    jurisdictionType label language lastFourDigits lastName lastPaymentStatus latitude lineItemAdded lineItemChanged
    lineItemDiscounts lineItemId lineItemIds lineItemPrice lineItemRemoved lineItems lineType link locale location
    locations logistics longitude manual manualTaxRate measurementUnit memberId membership membershipId
    merchantComment merchantDiscount message metadata method modifierGroups modifiers name namespaces newPrice
    newQuantity newShippingInfo newTotal nonTaxableAmount number numberOfCycles offlinePayment
    onlineConferencingLogin options order orderId orderMethod orderNumber orderRefunded orderTransactions orderType
    original originalCurrency originalPrice originalQuantity originalShippingInfo originalTotal originatedFrom
    otherUnit paid password pauseDate pausePeriods payAfterFreeTrial payNow payment paymentCanceled paymentDeclined
    paymentDetails paymentId paymentIds paymentMethod paymentMethodName paymentOption paymentOrderId paymentPending
    paymentRefundFailed paymentRefunded paymentStatus payments pending pendingRefund percentageRate phone
    physicalProperties pickupDetails pickupMethod plainText plainTextValue planDescription planId planName planPrice
    platformFeeSummary platformFees postalCode preset previousPaymentStatus price priceAfterTax priceBeforeDiscounts
    priceBeforeTax priceDescription priceDetails priceSummary priceUndetermined prices pricing privateTags
    productName proration providerAppId providerTransactionId purchaseFlowId purchasedDate quantity rate reason
    receiptCreated receiptId receiptSent recipientInfo refundDisabled refundId refundIds refundInitiated
    refundQuantity refunded refundedAsStoreCredit refunds region regular regularPaymentDetails requestedDate
    restockAllItems restockQuantity resumeDate revenue reversalAmount savedPaymentMethod seatId seenByAHuman
    sendOrderCanceledEmail shippable shipping shippingDestination shippingInfo shippingInformationChanged
    shippingProvider shippingTitle singlePaymentForDuration singlePaymentUnlimited siteLanguage siteLanguageName sku
    slug source startDate startedDate status statusNew streetAddress subTotal subdivision subdivisionFullname
    submissionData submissionId subscription subscriptionId subscriptionInfo subscriptionOptionDescription
    subscriptionOptionTitle subscriptionSettings subtotal supportReceiptGeneration tagIds tags tax taxAmount
    taxBreakdown taxDetails taxExempt taxGroupId taxIncludedInPrice taxIncludedInPrices taxInfo taxName taxRate
    taxSummary taxType taxableAddress taxableAmount ticketDefinitionId ticketName ticketNumber tickets timestamp
    title to total totalAbsorbed totalAdditionalFees totalAmount totalDiscount totalMinusPlatformFees totalPassOn
    totalPrice totalPriceAfterTax totalPriceBeforeTax totalPriceChanged totalTax totalWithGiftCard
    totalWithoutGiftCard trackingInfo trackingLink trackingNumber translated translatedTitle
    triggeredByAnonymizeRequest type unit updated updatedDate updatedEvent userId value values variantId vatId
    visitorId weight weightUnit wixPayOrderId wixReceipt`;
