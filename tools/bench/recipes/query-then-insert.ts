/** The collection in which the recipe records its emails. */
export const SENT_COLLECTION = 'SentMails';

/**
 * The usual way to send an email once: look up if it was sent, send it, record it. Two simultaneous deliveries both find nothing and send
 * twice; after a crash between sending and recording, the email is sent again. The recipe does not know what changed, does not recognize
 * late events, and keeps no record of failures.
 */
export const queryThenInsert: Readonly<Record<string, string>> = {
  'mail-once.js': `import wixData from 'wix-data';
import { triggeredEmails } from 'wix-crm-backend';

const asOwner = { suppressAuth: true };

export async function mailOnce(key, contactId) {
  const known = await wixData.query('${SENT_COLLECTION}').eq('key', key).find(asOwner);
  if (known.items.length > 0) return;
  await triggeredEmails.emailContact('OrderNews', contactId);
  await wixData.insert('${SENT_COLLECTION}', { key }, asOwner);
}
`,
  'events.js': `import { mailOnce } from 'backend/mail-once.js';

export async function wixEvents_onOrderUpdated(event) {
  if (event.status === 'PAID') await mailOnce(\`\${event.orderNumber} paid\`, event.contactId);
}

export async function wixPricingPlans_onOrderUpdated(event) {
  const { _id, lastPaymentStatus, buyer } = event.entity;
  if (lastPaymentStatus === 'PAID') await mailOnce(\`\${_id} paid\`, buyer.contactId);
}

export async function wixEcom_onOrderUpdated(event) {
  const { _id, fulfillmentStatus, buyerInfo } = event.entity;
  if (fulfillmentStatus === 'FULFILLED') await mailOnce(\`\${_id} fulfilled\`, buyerInfo.contactId);
}

export async function wixEcom_onOrderPaymentStatusUpdated(event) {
  const { _id, paymentStatus, buyerInfo } = event.data.order;
  if (paymentStatus === 'PAID') await mailOnce(\`\${_id} paid\`, buyerInfo.contactId);
}
`,
};
