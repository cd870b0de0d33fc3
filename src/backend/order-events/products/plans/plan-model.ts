import type { ProductModel } from '../product-model.ts';
import { comparePlanOrders } from './compare.ts';
import { findPlanNewsAtFirstSight } from './first-sight.ts';
import { planDatesOf, readPlanOrder, type PlanOrder } from './order.ts';
import { proveByPlanName } from './prove-by-name.ts';
import { carryPlanOrder, lacksResume, projectPlanOrder, showsFurtherResume, type PlanSnapshot } from './snapshot.ts';

/** Orders of Wix Pricing Plans. */
export const planModel: ProductModel<PlanOrder, PlanSnapshot> = {
  entity: 'wix.pricing_plans.v2.order',
  marks: ['planId', 'planName', 'subscriptionId', 'lastPaymentStatus', 'pausePeriods', 'pricing'],
  readOrder: readPlanOrder,
  project: projectPlanOrder,
  carryOver: carryPlanOrder,
  forgetDetails: (snapshot) => ({ ...snapshot, buyer: undefined }),
  lifeOf: ({ status = '' }) => (['ENDED', 'CANCELED'].includes(status) ? 'over' : 'running'),
  compare: comparePlanOrders,
  findAtFirstSight: findPlanNewsAtFirstSight,
  findByName: proveByPlanName,
  provesReturn: showsFurtherResume,
  isBehind: lacksResume,
  movesAlong: ['updatedAt', 'cycleStartedAt'],
  datesOf: planDatesOf,
};
