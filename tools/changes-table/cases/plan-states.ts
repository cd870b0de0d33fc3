import type { PayloadChanges } from '../../workbench/payload/changed-event.ts';

/** First monthly cycle. */
export const firstCycle = { index: 1, startedDate: '2022-08-01T16:23:00.000Z', endedDate: '2022-09-01T16:23:00.000Z' };
/** Second monthly cycle. */
export const secondCycle = {
  index: 2,
  startedDate: '2022-09-01T16:23:00.000Z',
  endedDate: '2022-10-01T16:23:00.000Z',
};
/** Active, paid order. */
export const active = { 'entity.status': 'ACTIVE', 'entity.lastPaymentStatus': 'PAID' } satisfies PayloadChanges;
/** Paid subscription in its first cycle. */
export const subscribed = {
  ...active,
  '+entity.autoRenewCanceled': false,
  '+entity.currentCycle': firstCycle,
} satisfies PayloadChanges;
/** Pause date of `paused`. */
export const PAUSE_DATE = '2022-08-02T09:00:00.000Z';
/** Paused subscription. */
export const paused = {
  ...subscribed,
  'entity.status': 'PAUSED',
  'entity.pausePeriods': [{ status: 'ACTIVE', pauseDate: PAUSE_DATE }],
} satisfies PayloadChanges;
/** Changes of `paused` by a resume: the dates move by the documented pause of 11.049 seconds. */
export const resumed = {
  'entity.status': 'ACTIVE',
  'entity.pausePeriods': [{ status: 'ENDED', pauseDate: PAUSE_DATE, resumeDate: '2022-08-02T09:00:11.049Z' }],
  'entity.endDate': '2023-02-01T16:23:11.049Z',
  'entity.earliestEndDate': '2023-02-01T16:23:11.049Z',
} satisfies PayloadChanges;
/** Changes by an immediate cancellation. */
export const canceledAtOnce = {
  'entity.status': 'CANCELED',
  '+entity.cancellation': { cause: 'OWNER_ACTION', effectiveAt: 'IMMEDIATELY' },
  'entity.endDate': '2022-08-02T09:59:59.800Z',
} satisfies PayloadChanges;
/** Changes of a subscription when its renewal is canceled. */
export const renewalStopped = {
  'entity.autoRenewCanceled': true,
  '+entity.cancellation': { cause: 'MEMBER_ACTION', effectiveAt: 'NEXT_PAYMENT_DATE' },
  'entity.endDate': '2022-09-01T16:23:00.000Z',
} satisfies PayloadChanges;
