import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { IdempotencyItemAlreadyExistsError, IdempotencyItemNotFoundError } from '@aws-lambda-powertools/idempotency';
import { BasePersistenceLayer } from '@aws-lambda-powertools/idempotency/persistence';

/**
 * Returns a candidate with `makeIdempotent` around an empty handler, with records in memory and the library's default settings, which use
 * the whole payload as the key. A redelivery finds the record of the same payload; all other cases find none.
 */
export function powertoolsCandidate(name, eventCase) {
  return candidateOf(name, eventCase, {});
}

/** Returns the same with the key that its users choose: the id of the event, or what stands for one. */
export function powertoolsByKeyCandidate(name, eventCase) {
  const eventKeyJmesPath = 'metadata' in eventCase.event ? 'metadata.id' : '[orderNumber, timestamp]';
  return candidateOf(name, eventCase, { eventKeyJmesPath });
}

function candidateOf(name, { text, kind }, settings) {
  return {
    name,
    async prepare(count) {
      const work = Array.from({ length: count }, () => idempotentHandler(settings));
      if (kind === 'redelivered') for (const handle of work) await handle(JSON.parse(text));
      return work.map((handle) => () => handle(JSON.parse(text)));
    },
  };
}

function idempotentHandler(settings) {
  const config = new IdempotencyConfig(settings);
  // Without the context that Lambda passes, the library logs a warning for every event.
  config.registerLambdaContext({ ...lambdaContext });
  return makeIdempotent(() => Promise.resolve({ handled: true }), {
    persistenceStore: persistenceInMemory(),
    config,
  });
}

function persistenceInMemory() {
  const records = new Map();
  const store = {
    async _getRecord(key) {
      const record = records.get(key);
      if (record === undefined) throw new IdempotencyItemNotFoundError();
      return record;
    },
    async _putRecord(record) {
      const known = records.get(record.idempotencyKey);
      if (known !== undefined) throw new IdempotencyItemAlreadyExistsError('The key exists', known);
      records.set(record.idempotencyKey, record);
    },
    async _updateRecord(record) {
      records.set(record.idempotencyKey, record);
    },
    async _deleteRecord({ idempotencyKey }) {
      records.delete(idempotencyKey);
    },
  };
  // The base class is abstract; its four abstract methods are added to the object instead of a subclass.
  const layer = Reflect.construct(BasePersistenceLayer, []);
  return Object.assign(layer, store);
}

const lambdaContext = {
  callbackWaitsForEmptyEventLoop: true,
  functionVersion: '1',
  functionName: 'measured',
  memoryLimitInMB: '128',
  logGroupName: 'measured',
  logStreamName: 'measured',
  invokedFunctionArn: 'measured',
  awsRequestId: 'measured',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
