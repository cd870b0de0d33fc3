/**
 * Wix's sample for "send a triggered email to a customer" (https://dev.wix.com/docs/velo/apis/wix-events-backend/events/on-order-updated),
 * rewritten for all four handlers: if the order has a certain status, its contact gets an email. It stores nothing, so it sends another
 * email for each event with that status.
 */
export const publishedSample: Readonly<Record<string, string>> = {
  'order-mail.web.js': `import { Permissions, webMethod } from 'wix-web-module';
import { triggeredEmails } from 'wix-crm-backend';

export const mailContact = webMethod(Permissions.Anyone, async (contactId) => {
  try {
    await triggeredEmails.emailContact('OrderNews', contactId);
  } catch (error) {
    console.error(error);
  }
});
`,
  'events.js': `import { mailContact } from 'backend/order-mail.web.js';

export async function wixEvents_onOrderUpdated(event) {
  if (event.status === 'PAID') await mailContact(event.contactId);
}

export async function wixPricingPlans_onOrderUpdated(event) {
  if (event.entity.lastPaymentStatus === 'PAID') await mailContact(event.entity.buyer.contactId);
}

export async function wixEcom_onOrderUpdated(event) {
  if (event.entity.fulfillmentStatus === 'FULFILLED') await mailContact(event.entity.buyerInfo.contactId);
}

export async function wixEcom_onOrderPaymentStatusUpdated(event) {
  if (event.data.order.paymentStatus === 'PAID') await mailContact(event.data.order.buyerInfo.contactId);
}
`,
};
