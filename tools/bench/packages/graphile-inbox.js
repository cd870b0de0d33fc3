import { Logger, run } from 'graphile-worker';

const TASK = 'order-event';
/** Higher than the concurrency of our own inbox: a job here ends only when its emails are sent. */
const CONCURRENCY = 16;

/**
 * Creates an inbox on graphile-worker: a queue for each order, and the event's id as the job's key, so that a duplicate of a waiting event
 * is the same job. It forgets the keys of completed jobs; by then the core knows the event.
 */
export async function startGraphileInbox(connectionString, handle) {
  const runner = await run({
    connectionString,
    concurrency: CONCURRENCY,
    maxPoolSize: CONCURRENCY + 4,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    taskList: { [TASK]: (event) => handle(event) },
    crontab: '',
  });
  return {
    add: async (event) => {
      const { id, instanceId, lane } = event;
      await runner.addJob(TASK, event, { jobKey: `${instanceId}/${id}`, queueName: `${instanceId}/${lane}` });
    },
    stop: () => runner.stop(),
  };
}
