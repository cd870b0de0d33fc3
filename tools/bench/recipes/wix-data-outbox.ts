/** Collections of the outbox, by what they hold. */
export const outboxCollections = { mails: 'OutboxMails', claims: 'OutboxClaims' } as const;

/**
 * Our model of an outbox on Wix Data, as the backend of a public shop has one: made from the calls that it makes for an order, and not from
 * its code. Its promise is ours: an email goes out once, whatever the deliveries do, and what stopped half-way is found by a job, which
 * is not part of the model. It does not know what changed and does not recognize late events.
 */
export const wixDataOutbox: Readonly<Record<string, string>> = {
  'outbox.js': `import wixData from 'wix-data';
import { triggeredEmails } from 'wix-crm-backend';

const asOwner = { suppressAuth: true };
const current = { suppressAuth: true, consistentRead: true };

export async function mailOnce(key, contactId) {
  if (!(await enqueue({ _id: key, contactId, status: 'queued', tries: 0 }))) return;
  const claim = await claimMail(key);
  if (claim === undefined) return;
  const mail = await read('${outboxCollections.mails}', key);
  if (mail?.status === 'queued' && (await isOwn(claim))) {
    await wixData.update('${outboxCollections.mails}', { ...mail, status: 'sending', tries: mail.tries + 1 }, asOwner);
    await triggeredEmails.emailContact('OrderNews', contactId);
    if (await isOwn(claim)) await wixData.update('${outboxCollections.mails}', { ...mail, status: 'sent' }, asOwner);
  }
  await release(claim);
}

async function enqueue(mail) {
  try {
    await wixData.insert('${outboxCollections.mails}', mail, asOwner);
    return true;
  } catch (error) {
    if (error.code === 'WDE0074') return false;
    throw error;
  }
}

async function claimMail(key) {
  if ((await read('${outboxCollections.claims}', key)) !== undefined) return undefined;
  return await wixData.insert('${outboxCollections.claims}', { _id: key, owner: String(Math.random()) }, asOwner);
}

async function isOwn({ _id, owner }) {
  return (await read('${outboxCollections.claims}', _id))?.owner === owner;
}

async function release({ _id, owner }) {
  const claim = await read('${outboxCollections.claims}', _id);
  if (claim?.owner === owner) await wixData.update('${outboxCollections.claims}', { ...claim, isReleased: true }, asOwner);
}

async function read(collection, id) {
  const { items } = await wixData.query(collection).eq('_id', id).find(current);
  return items[0];
}
`,
  'events.js': `import { mailOnce } from 'backend/outbox.js';

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
