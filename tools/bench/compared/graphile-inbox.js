import { Logger, run } from 'graphile-worker';

const TASK = 'order-event';
/** More than our own inbox has lanes: a job here ends only when its emails are sent. */
const CONCURRENCY = 16;

/**
 * An inbox of graphile-worker: a queue for each order, and the event's id as the job's key, so that what comes twice while it waits is
 * one job. It remembers no key of a job that has ended; the core knows the event then.
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
