import type { ProductKinds } from '../kind-cases.ts';
import { planEvidence } from './plan-evidence.ts';
import { planCourseKinds } from './plan-course-kinds.ts';
import { planDateKinds } from './plan-date-kinds.ts';
import { active, canceledAtOnce, renewalStopped, subscribed } from './plan-states.ts';

/** Changes that plan orders report, kind by kind. */
export const planKinds: ProductKinds = {
  product: 'wix-pricing-plans',
  handler: 'wixPricingPlans_onOrderUpdated',
  later: { 'metadata.id': 'b1c2d3e4-0000-4000-8000-000000000002', 'metadata.eventTime': '2022-08-02T10:00:00.000000Z' },
  rows: [
    {
      kind: 'order-placed',
      hits: [
        {
          what: 'a draft with a start date in the future is placed',
          before: { 'entity.status': 'DRAFT' },
          after: { 'entity.status': 'PENDING' },
          reports: ['order-placed'],
        },
      ],
      nearMisses: [
        {
          what: 'a payment moves a draft to pending: it is the payment that is told',
          before: { 'entity.status': 'DRAFT' },
          after: { 'entity.status': 'PENDING', 'entity.lastPaymentStatus': 'PAID' },
          reports: ['order-paid'],
        },
      ],
    },
    {
      kind: 'order-paid',
      hits: [
        {
          what: 'an offline order is marked as paid',
          after: { 'entity.lastPaymentStatus': 'PAID', 'entity._updatedDate': '2022-07-26T15:19:06.118Z' },
          reports: ['order-paid'],
        },
      ],
      nearMisses: [
        {
          what: 'a field that one source leaves out is unknown there, not unpaid',
          before: { 'entity.lastPaymentStatus': undefined },
          after: { '+entity.lastPaymentStatus': 'PAID' },
          reports: [],
        },
        {
          what: 'a further offline payment shows nothing in the order',
          before: { 'entity.lastPaymentStatus': 'PAID' },
          after: { 'entity._updatedDate': '2022-08-02T09:59:59.900Z' },
          reports: [],
        },
      ],
    },
    {
      kind: 'order-payment-pending',
      hits: [
        {
          what: 'the payment is set up and not yet charged',
          after: { 'entity.lastPaymentStatus': 'PENDING' },
          reports: ['order-payment-pending'],
        },
      ],
      nearMisses: [
        {
          what: 'the same word as the status of the order means that it starts later',
          before: { 'entity.status': 'DRAFT' },
          after: { 'entity.status': 'PENDING' },
          reports: ['order-placed'],
        },
      ],
    },
    { kind: 'order-payment-declined', impossible: 'plan payments have no status DECLINED: a failed one is FAILED' },
    {
      kind: 'order-canceled',
      hits: [
        {
          what: 'canceled at once, which also ends it; the end date moves to now and the cycle drops out',
          before: subscribed,
          after: { ...canceledAtOnce, 'entity.autoRenewCanceled': true, 'entity.currentCycle': undefined },
          reports: ['order-canceled', 'order-ended'],
        },
        {
          what: 'the paid period of an order whose renewal was canceled is over',
          before: {
            ...active,
            '+entity.autoRenewCanceled': true,
            '+entity.cancellation': { cause: 'MEMBER_ACTION', effectiveAt: 'NEXT_PAYMENT_DATE' },
          },
          after: { 'entity.status': 'CANCELED', 'entity.endDate': '2023-02-01T16:23:02.862Z' },
          reports: ['order-canceled', 'order-ended'],
        },
      ],
      nearMisses: [
        {
          what: 'a cancellation that takes effect at the next payment leaves the order active',
          before: subscribed,
          after: renewalStopped,
          reports: ['auto-renew-canceled'],
        },
      ],
    },
    {
      kind: 'buyer-details-changed',
      hits: [
        {
          what: 'an answer of the form changes',
          before: { '+entity.formData': { submissionData: { phone: '(555) 555-1234' } } },
          after: { 'entity.formData.submissionData.phone': '(555) 555-9999' },
          reports: ['buyer-details-changed'],
        },
      ],
      nearMisses: [
        {
          what: 'the form is absent in one source',
          before: { '+entity.formData': { submissionData: { phone: '(555) 555-1234' } } },
          after: { 'entity.formData': undefined },
          reports: [],
        },
      ],
    },
    { kind: 'order-archived', impossible: 'plan orders have no archived field' },
    { kind: 'order-unarchived', impossible: 'plan orders have no archived field' },
    {
      kind: 'order-anonymized',
      hits: [
        {
          by: 'event',
          what: 'the personal data is erased at somebody’s request',
          after: { 'metadata.triggeredByAnonymizeRequest': true },
          reports: ['order-anonymized'],
        },
      ],
      nearMisses: [
        {
          by: 'event',
          what: 'the buyer is absent without such a request',
          after: { 'entity.buyer': undefined },
          reports: [],
        },
      ],
    },
    {
      kind: 'status-unknown',
      hits: [
        { what: 'a status of tomorrow', after: { 'entity.status': 'SUSPENDED' }, reports: ['status-unknown'] },
        {
          what: 'a payment status of tomorrow',
          after: { 'entity.lastPaymentStatus': 'DISPUTED' },
          reports: ['status-unknown'],
        },
      ],
      nearMisses: [
        { what: 'UNDEFINED says that nothing is told', after: { 'entity.status': 'UNDEFINED' }, reports: [] },
        {
          what: 'NOT_APPLICABLE is a documented payment status',
          after: { 'entity.lastPaymentStatus': 'NOT_APPLICABLE' },
          reports: [],
        },
      ],
    },
    ...planCourseKinds,
    ...planDateKinds,
  ],
  evidence: planEvidence,
};
