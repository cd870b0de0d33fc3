import { cleanUp } from '../../emulator/site-fixture.ts';
import { check, shown, type Plant } from './clean-site.ts';

afterEach(cleanUp);

const EVENTS = 'src/backend/events.js';
const MAIL = 'src/backend/mail.web.js';
const config = { 'wix.config.json': '{ "siteId": "5d3e1c1a-7a9b-4a52-8f0e-2f6a3b1c9d10" }', 'package.json': '{}' };

/** What is found in a site that has these files and no order events. */
async function findingsIn(files: Plant): Promise<string[]> {
  return shown(await check({ ...config, ...(files as Record<string, string>) }));
}

describe('an order event', () => {
  it.each([
    [
      'the shop order under data',
      'export function wixEcom_onOrderUpdated(event) {\n  return event.data.order._id;\n}',
      2,
    ],
    [
      'the shop order taken out of data',
      'export function wixEcom_onOrderUpdated({ data: { order } }) {\n  return order._id;\n}',
      1,
    ],
    [
      'the shop order out of data, step by step',
      'export async function wixEcom_onOrderUpdated(event) {\n  const { data } = event;\n  return data?.order;\n}',
      3,
    ],
    [
      'the plan order under data',
      'export const wixPricingPlans_onOrderUpdated = (event) => {\n  return event.data.order;\n};',
      2,
    ],
    [
      'the invoice of a ticket order',
      'export function wixEvents_onOrderUpdated(event) {\n  return event.invoice.grandTotal;\n}',
      2,
    ],
    [
      'the total under its old name',
      'export function wixEcom_onOrderApproved({ data }) {\n  const { priceSummary } = data.order;\n  return priceSummary.totalPrice.amount;\n}',
      3,
    ],
  ])('has not %s', async (_, text, line) => {
    expect(await findingsIn({ [EVENTS]: text })).toEqual([`${EVENTS}:${line} warning field-not-in-event`]);
  });

  it('is followed into the function that it is handed to', async () => {
    const files = {
      [EVENTS]:
        "import { tell } from 'backend/tell.js';\nexport function wixEcom_onOrderUpdated(e) {\n  return tell('x', e);\n}",
      'src/backend/tell.js': 'export function tell(name, event) {\n  return event.data.order;\n}',
    };

    expect(await findingsIn(files)).toEqual(['src/backend/tell.js:2 warning field-not-in-event']);
  });

  it.each([
    ['both places', 'export function wixEcom_onOrderUpdated(e) { return e.entity ?? e.data.order; }'],
    ['both totals', 'export const total = ({ priceSummary: p }) => p.total ?? p.totalPrice;'],
    ['its entity', 'export function wixPricingPlans_onOrderUpdated({ entity }) { return entity._id; }'],
    ['data where it has some', 'export function wixEcom_onOrderCanceled(event) { return event.data.order; }'],
    ['the invoice of a confirmation', 'export function wixEvents_onOrderConfirmed(event) { return event.invoice; }'],
    ['data of something else', 'export function wixEcom_onOrderUpdated({ entity }) { return entity.data.order; }'],
  ])('may be read for %s', async (_, text) => {
    const findings = await findingsIn({ [EVENTS]: text });

    expect(findings.filter((finding) => finding.endsWith('field-not-in-event'))).toEqual([]);
  });
});

describe('a triggered email', () => {
  function sending(call: string): Plant {
    return {
      'src/backend/mail.js': `import { triggeredEmails } from 'wix-crm-backend';
export async function mail(order, contactId) {
  const to = order.buyerInfo.email;
  const contactIdByEmail = await order.find(to);
  return ${call};
}`,
    };
  }

  it.each([
    ["triggeredEmails.emailContact('A', order.buyerInfo.email)", 'emailContact gets an email address for the contact'],
    ["triggeredEmails.emailContact('A', to)", 'emailContact gets an email address for the contact'],
    ["triggeredEmails.emailMember('A', 'owner@example.com')", 'emailMember gets an email address for the member'],
    ["triggeredEmails.emailContact('A', contactId, { variables: { n: 12 } })", 'emailContact gets "n" as a number'],
    [
      "triggeredEmails.emailContact('A', to, { variables: { items: [to], paid: true } })",
      'emailContact gets an email address for the contact, and gets "items" as a list, and gets "paid" as a boolean',
    ],
  ])('is refused: %s', async (call, what) => {
    const findings = await check({ ...config, ...(sending(call) as Record<string, string>) });

    expect(shown(findings)).toEqual(['src/backend/mail.js:5 warning email-call-refused']);
    expect(findings[0]?.what).toBe(what);
  });

  it.each([
    ["triggeredEmails.emailContact('A', contactId, { variables: { n: String(12), m: '1', o: order.number } })"],
    ["triggeredEmails.emailContact('A', order.buyerInfo.contactId)"],
    ["triggeredEmails.emailContact('A', contactIdByEmail)"],
  ])('is fine: %s', async (call) => {
    expect(await findingsIn(sending(call))).toEqual([]);
  });
});

describe('a web method for everyone', () => {
  function open(method: string): Plant {
    return {
      [MAIL]: `import { Permissions, webMethod } from 'wix-web-module';
import { triggeredEmails, contacts } from 'wix-crm-backend';
import { sendEmail, tell } from 'backend/mailer.js';
function direct(id) {
  return triggeredEmails.emailContact('A', id);
}
const OWNER = { en: 'a', de: 'b' };
export const mail = webMethod(Permissions.Anyone, ${method});
export const all = [triggeredEmails, contacts, sendEmail, tell, OWNER, direct];`,
      'src/backend/mailer.js': `import { triggeredEmails } from 'wix-crm-backend';
export function sendEmail(options) {
  return options;
}
export async function tell(text, whom) {
  await triggeredEmails.emailMember('A', whom, { variables: { text } });
}`,
    };
  }

  it.each([
    ['directly', "(id) => triggeredEmails.emailContact('A', id)"],
    ['by a field', "async ({ contact }) => {\n  await triggeredEmails.emailMember('A', contact.id);\n}"],
    [
      'by a contact made of it',
      '(email) => contacts.appendOrCreateContact({ email }).then((c) => triggeredEmails.emailContact("A", c.contactId))',
    ],
    ['by a constant', "async (form) => {\n  const who = form.id;\n  return triggeredEmails.emailContact('A', who);\n}"],
    ['one of several', "(ids) => ids.map((id) => triggeredEmails.emailContact('A', id))"],
    ['in another file', "(id) => tell('hello', id)"],
    ['in a named function', 'direct'],
    ['by an address', '(form) => sendEmail({ to: form.address, subject: "x" })'],
  ])('is an error where an argument chooses who gets the email: %s', async (_, method) => {
    const findings = await findingsIn(open(method));

    expect(findings.filter((finding) => finding.endsWith('open-web-method'))).toEqual([
      `${MAIL}:8 error open-web-method`,
    ]);
  });

  it.each([
    ['it sends nothing', '(id) => id'],
    ['its text is the argument', "(text) => tell(text, 'f3a1')"],
    [
      'its variables are the argument',
      "(text) => triggeredEmails.emailContact('A', OWNER.en, { variables: { text } })",
    ],
    ['it picks one of fixed recipients', "(lang) => triggeredEmails.emailContact('A', OWNER[lang])"],
    ['it chooses by the argument', "(isGerman) => triggeredEmails.emailContact('A', isGerman ? OWNER.de : OWNER.en)"],
    ['only the sender is the argument', '(email) => sendEmail({ to: OWNER.en, replyTo: email })'],
  ])('is a note where %s', async (_, method) => {
    const findings = await findingsIn(open(method));

    expect(findings.filter((finding) => finding.endsWith('open-web-method'))).toEqual([
      `${MAIL}:8 note open-web-method`,
    ]);
  });
});

describe('what Wix puts into a site', () => {
  it.each<[string, Plant]>([
    [
      'a service plugin',
      {
        'src/backend/service-plugins/fees/fees.js':
          "import * as fees from 'interfaces-ecommerce-v1-additional-fees-provider';\nimport { id } from 'backend/interfaces/fees';\nimport './__schema__.js';\nexport const calculate = () => [fees, id];",
        'src/backend/service-plugins/fees/__schema__.js': 'this is { no code',
      },
    ],
    [
      'a jobs.config with sample entries',
      {
        'src/backend/jobs.config': `{ "jobs": [
          { "functionLocation": "/module/filename.js(w)", "functionName": "funcName", "executionConfig": { "time": "10:23" } },
          {}
        ] }`,
      },
    ],
  ])('is nobody’s mistake: %s', async (_, files) => {
    const findings = await findingsIn(files);

    expect(findings.filter((finding) => !finding.endsWith('relative-import'))).toEqual([]);
  });

  it('hides no mistake in the entry beside it', async () => {
    const jobs = `{ "jobs": [
      { "functionLocation": "/module/filename.js", "functionName": "funcName", "executionConfig": {} },
      { "functionLocation": "/no.js", "functionName": "f", "executionConfig": { "time": "10:00" } }
    ] }`;

    expect(await findingsIn({ 'src/backend/jobs.config': jobs })).toEqual([
      'src/backend/jobs.config:3 error job-file-missing',
    ]);
  });
});
