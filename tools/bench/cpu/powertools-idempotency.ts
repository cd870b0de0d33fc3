import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { IdempotencyItemAlreadyExistsError, IdempotencyItemNotFoundError } from '@aws-lambda-powertools/idempotency';
import { BasePersistenceLayer, type IdempotencyRecord } from '@aws-lambda-powertools/idempotency/persistence';

import type { Candidate } from '../measure/time-in-turn.ts';
import type { EventCase } from './cases.ts';

/** Only what the library asks of a persistence layer. */
interface RecordStore {
  _getRecord(key: string): Promise<IdempotencyRecord>;
  _putRecord(record: IdempotencyRecord): Promise<void>;
  _updateRecord(record: IdempotencyRecord): Promise<void>;
  _deleteRecord(record: IdempotencyRecord): Promise<void>;
}

/**
 * `makeIdempotent` around a handler that does nothing, with records in memory and the library's own settings, which take
 * the whole payload as the key. A redelivery finds the record of the same payload, every other case finds none.
 */
export function powertoolsCandidate(name: string, { text, kind }: EventCase): Candidate {
  return {
    name,
    async prepare(count) {
      const work = Array.from({ length: count }, idempotentHandler);
      if (kind === 'redelivered') for (const handle of work) await handle(JSON.parse(text) as object);
      return work.map((handle) => () => handle(JSON.parse(text) as object));
    },
  };
}

function idempotentHandler(): (event: object) => Promise<{ readonly handled: boolean }> {
  const config = new IdempotencyConfig({});
  // Without the context that Lambda passes, the library writes a warning for every event.
  config.registerLambdaContext({ ...lambdaContext });
  return makeIdempotent((_event: object) => Promise.resolve({ handled: true }), {
    persistenceStore: persistenceInMemory(),
    config,
  });
}

function persistenceInMemory(): BasePersistenceLayer {
  const records = new Map<string, IdempotencyRecord>();
  const store: RecordStore = {
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
  // The base class is abstract; its four abstract methods are put on the object instead of on a class.
  const layer: unknown = Reflect.construct(BasePersistenceLayer, []);
  if (!(layer instanceof BasePersistenceLayer)) throw new Error('The layer is made by its own class');
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
