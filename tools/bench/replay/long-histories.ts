import { sequenceEvents } from '../../workbench/sequences/sequence-events.ts';
import { listSequences } from '../../workbench/sequences/read-sequences.ts';
import { cloneJson, isJsonObject, type JsonObject } from '../../workbench/payload/json.ts';

const CYCLE_MS = 28 * 86_400_000;
const BEGIN_MS = Date.UTC(2030, 0, 1);

/** Generates lines of subscriptions, one after another, each renewed `length` times: the documented renewal with other cycles. */
export async function* generateLongHistories(root: string, length: number): AsyncGenerator<string> {
  const renewal = await documentedRenewal(root);
  for (let order = 1; ; order += 1) {
    const orderId = `beaf5979-536b-4659-b3fc-${order.toString(16).padStart(12, '0')}`;
    for (let index = 1; index <= length; index += 1) {
      const atMs = BEGIN_MS + ((order - 1) * length + index) * CYCLE_MS;
      yield JSON.stringify({
        handler: 'wixPricingPlans_onOrderUpdated',
        event: renewed(renewal, orderId, index, atMs),
      });
    }
  }
}

function renewed(renewal: JsonObject, orderId: string, index: number, atMs: number): JsonObject {
  const copy = cloneJson(renewal);
  const at = new Date(atMs).toISOString();
  const { metadata, entity } = copy;
  if (!isJsonObject(metadata) || !isJsonObject(entity)) throw new Error('A plan event holds metadata and an entity');
  Object.assign(metadata, { id: `${orderId}/${String(index)}`, entityId: orderId, eventTime: at });
  const endedDate = new Date(atMs + CYCLE_MS).toISOString();
  Object.assign(entity, { _id: orderId, _updatedDate: at, currentCycle: { index, startedDate: at, endedDate } });
  return copy;
}

async function documentedRenewal(root: string): Promise<JsonObject> {
  const plans = listSequences(root).find(({ name }) => name === 'plans');
  if (plans === undefined) throw new Error('There is no sequence of plans');
  const events = await sequenceEvents({ root, stdin: nothing() }, plans);
  const event = events[plans.steps.findIndex(({ name }) => name === 'renew')]?.event;
  if (!isJson(event)) throw new Error('The sequence of plans has no renewal');
  return event;
}

function isJson(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

async function* nothing(): AsyncGenerator<string> {
  yield* [];
}
