import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import type { Console } from '../console.ts';
import { readEventFacts } from '../../workbench/runs/order-facts.ts';
import type { RunRequest } from '../../workbench/runs/run.ts';
import { prepareSequence } from '../payload/prepare-sequence.ts';

const TWO_HOURS_MS = 7_200_000;

/** Fills the console so that every view has content; `shots.ts` refers to the resulting run IDs. */
export async function prepareState(own: Console, payload: (handler: HandlerName) => string): Promise<void> {
  const shop = 'wixEcom_onOrderUpdated';
  const payment = 'wixEcom_onOrderPaymentStatusUpdated';
  const event = (handler: HandlerName, json: string): RunRequest => ({
    kind: 'event',
    handler,
    label: 'documented',
    json,
  });
  own.enqueue([event('wixEvents_onOrderUpdated', payload('wixEvents_onOrderUpdated'))]);
  own.enqueue([event('wixPricingPlans_onOrderUpdated', payload('wixPricingPlans_onOrderUpdated'))]);
  own.enqueue([event(shop, payload(shop)), event(payment, payload(payment)), event(payment, payload(payment))]);
  own.enqueue([event(shop, payload(shop).replaceAll('"7a8b195e-ab73-4138-b9da-cdf5e864a451"', '[]'))]);
  await own.idle();
  await runSequence(own, 'plans');
  await runSequence(own, 'tickets');
  own.faults.add({ kind: 'fail-send', code: 'EMAIL_FAILED' });
  await runSequence(own, 'shop');
  // The job that retries failed notifications runs on the hour, and the retry delay is random by some seconds.
  own.enqueue([{ kind: 'time', label: 'two hours', untilMs: own.emulator().clock.now() + TWO_HOURS_MS }]);
  await own.idle();
}

async function runSequence(own: Console, name: string): Promise<void> {
  const renewed = await textsOf(own, name, 'new-order');
  const documented = new Set((await textsOf(own, name, 'as-is')).flatMap(({ json }) => json.match(guid) ?? []));
  const known = renewed[0] === undefined ? undefined : readEventFacts(renewed[0].handler, renewed[0].json);
  const number = known?.facts.number ?? null;
  const ids = new Map<string, string>();
  own.enqueue(
    renewed.map(({ json, ...request }) => {
      const text = number === null ? json : json.replaceAll(number, numbers[name] ?? number);
      return { ...request, json: text.replace(guid, (id) => (documented.has(id) ? id : fixedId(id, name, ids))) };
    }),
  );
  await own.idle();
}

type EventRequest = Extract<RunRequest, { readonly kind: 'event' }>;

async function textsOf(own: Console, name: string, renewal: 'new-order' | 'as-is'): Promise<EventRequest[]> {
  const options = { renewal, isShuffled: false, copies: 1, seed: 1 } as const;
  const prepared = await prepareSequence(own.root, name, options, own.emulator().clock.now());
  return prepared.kind === 'ready' ? prepared.requests.filter((request) => request.kind === 'event') : [];
}

/** Replaces the random ID of a new order with a fixed one, so that the screenshots stay the same. */
function fixedId(id: string, name: string, ids: Map<string, string>): string {
  const known =
    ids.get(id) ?? `${sequenceIds[name] ?? '0'}0000000-0000-4000-8000-${String(ids.size).padStart(12, '0')}`;
  ids.set(id, known);
  return known;
}

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const numbers: Readonly<Record<string, string>> = { shop: '10046', tickets: 'LNTR-4K8W-QD' };
const sequenceIds: Readonly<Record<string, string>> = { plans: 'a', tickets: 'b', shop: 'c' };
