import { forEachConcurrently } from '../../src/backend/order-events/jobs/pages.ts';
import { failureOf } from '../../src/backend/order-events/order-events-error.ts';
import { listDueTenants, listWaitingTenants } from '../sql/find-tenants.ts';
import { createInbox } from '../sql/inbox.ts';
import { listJobTurns, takeJobTurn } from '../sql/job-turns.ts';
import { claimDue } from '../sql/notification-rows.ts';
import { removeTenant } from '../sql/remove-tenant.ts';
import type { Sql } from '../sql/sql.ts';
import { createTenants } from '../sql/tenants.ts';
import type { WorkMetrics } from './metrics.ts';
import { retryPolicy } from './retry-policy.ts';
import type { Slots } from './slots.ts';
import { sweepDeadEvents } from './sweep-dead-events.ts';
import type { TenantCore } from './tenant-cores.ts';
import type { Watch } from './watch.ts';

/** Dependencies of a worker. */
export interface WorkDeps {
  readonly sql: Sql;
  readonly coreOf: (instanceId: string) => TenantCore;
  /** Slots for sending notifications: far more of these than of events run in parallel. */
  readonly slots: Slots;
  readonly leaseMs: number;
  /** Number of events handled in parallel. */
  readonly concurrency: number;
  readonly now: () => number;
  /** `false` once the worker is stopping: running work is finished, none is started. */
  readonly isRunning: () => boolean;
  readonly metrics: WorkMetrics;
  readonly watch?: Watch | undefined;
  readonly log: (message: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}

/** Events of one tenant handled in a row before the next tenant's turn. */
const EVENTS_PER_TURN = 10;
/** Notifications of one tenant claimed at a time. */
const DUE_PER_CLAIM = 20;

const HOUR_MS = 3_600_000;

/** Interval of each job, equal to that in `jobs.config` of a Velo site. */
const jobs: Readonly<Record<keyof TenantCore['orderEvents']['jobs'], number>> = {
  deliverDueNotifications: HOUR_MS,
  reconcileOrders: 6 * HOUR_MS,
  cleanUp: 24 * HOUR_MS,
};

/** Handles the waiting events of all tenants in turn, `concurrency` at a time, also of one tenant. Returns the number of events taken. */
export async function handleWaiting(deps: WorkDeps): Promise<number> {
  const waiting = new Set(await listWaitingTenants(deps.now(), deps.sql));
  let taken = 0;
  async function work(): Promise<void> {
    for (let [tenant] = waiting; tenant !== undefined && deps.isRunning(); [tenant] = waiting) {
      // Moved to the end: the next worker takes the next tenant, or this one again if it is the only one.
      waiting.delete(tenant);
      waiting.add(tenant);
      const count = await handleSome(tenant, deps);
      taken += count;
      if (count < EVENTS_PER_TURN) waiting.delete(tenant);
    }
  }
  await Promise.all(Array.from({ length: deps.concurrency }, work));
  return taken;
}

async function handleSome(instanceId: string, deps: WorkDeps): Promise<number> {
  for (let count = 0; count < EVENTS_PER_TURN; count += 1) {
    if (!deps.isRunning() || !(await handleNext(instanceId, deps))) return count;
  }
  return EVENTS_PER_TURN;
}

async function handleNext(instanceId: string, deps: WorkDeps): Promise<boolean> {
  const { sql, coreOf, slots, now, metrics, watch, log } = deps;
  const { orderEvents, site } = coreOf(instanceId);
  const turn = await createInbox(sql, instanceId, retryPolicy).handleNext(now(), async (event, stores, transaction) => {
    const { handler, text, receivedAt } = event;
    // An event may have been stored shortly before the removal.
    if ((await createTenants(transaction).find(instanceId))?.removedAt !== undefined) return undefined;
    return await orderEvents.handleInTransaction({ handler, raw: JSON.parse(text), receivedAt }, site, stores);
  });
  switch (turn.kind) {
    case 'idle':
      return false;
    case 'failed':
    case 'postponed':
    case 'dead':
      log(turn.kind === 'dead' ? 'event given up' : 'event will be tried again', { ...turn, instanceId });
      metrics.countEvent(turn.kind);
      watch?.handled(instanceId, turn.id, { failure: turn.reason, isDead: turn.kind === 'dead' });
      return true;
    case 'done': {
      const { result: sendAll, id } = turn;
      if (sendAll === undefined) return true;
      await slots.start(async () => {
        try {
          const outcome = await sendAll();
          metrics.countEvent(outcome.verdict);
          for (const { status } of outcome.notifications) metrics.countNotification(status);
          watch?.handled(instanceId, id, outcome);
          if (outcome.changes.some(({ kind }) => kind === 'order-anonymized')) await sweepDeadEvents(instanceId, deps);
        } catch (error) {
          log('the rest of an event is left for later', { instanceId, id, failure: failureOf(error) });
        }
      });
      return true;
    }
  }
}

/** Attempts every due notification. Returns the number of notifications taken. */
export async function deliverDue(deps: WorkDeps): Promise<number> {
  const { sql, coreOf, slots, leaseMs, now, isRunning, log } = deps;
  let taken = 0;
  for (const instanceId of await listDueTenants(now(), sql)) {
    const { orderEvents, site } = coreOf(instanceId);
    for (let claimed = DUE_PER_CLAIM; claimed === DUE_PER_CLAIM && isRunning();) {
      const due = await claimDue(DUE_PER_CLAIM, now(), leaseMs, instanceId, sql);
      claimed = due.length;
      taken += claimed;
      for (const notification of due) {
        await slots.start(async () => {
          try {
            await orderEvents.deliverDue(notification, site);
          } catch (error) {
            log('notification left for later', { instanceId, key: notification.key, failure: failureOf(error) });
          }
        });
      }
    }
  }
  return taken;
}

/** Runs the due jobs; each job of a tenant runs in one process only. */
export async function runJobs(deps: WorkDeps): Promise<void> {
  const { sql, coreOf, now, isRunning, log } = deps;
  for (const job of Object.keys(jobs) as (keyof typeof jobs)[]) {
    await forEachConcurrently(await listJobTurns(job, now(), sql), JOB_CONCURRENCY, async (instanceId) => {
      if (!isRunning() || !(await takeJobTurn(job, jobs[job], now(), instanceId, sql))) return;
      try {
        await runJob(job, coreOf(instanceId));
        if (job === 'deliverDueNotifications') await sweepDeadEvents(instanceId, deps);
      } catch (error) {
        log('job failed', { instanceId, job, failure: failureOf(error) });
      }
    });
  }
}

const JOB_CONCURRENCY = 2;

async function runJob(job: keyof typeof jobs, { orderEvents, site, orders }: TenantCore): Promise<void> {
  if (job === 'reconcileOrders') await orderEvents.jobs.reconcileOrders(orders, site);
  else await orderEvents.jobs[job](site);
}

/** Removes the data of removed tenants: at once, and again when any work that was running at the removal must have ended. */
export async function eraseRemoved(deps: WorkDeps): Promise<void> {
  const { sql, now, leaseMs, log } = deps;
  const tenants = createTenants(sql);
  for (const instanceId of await tenants.listToErase(now())) {
    const removedAt = (await tenants.find(instanceId))?.removedAt;
    if (removedAt !== undefined) await removeTenant(instanceId, now(), sql);
    const isFirst = removedAt !== undefined && now() < removedAt + 2 * leaseMs;
    await tenants.eraseAgain(instanceId, isFirst ? removedAt + 2 * leaseMs : undefined);
    log('tenant erased', { instanceId });
  }
}

/** A running worker. */
export interface Worker {
  /** Signals that an event is waiting, to shorten the idle time. */
  wake(): void;
  /** Starts no more work, and resolves when running work has finished. */
  stop(): Promise<void>;
}

/** Idle time in milliseconds; another process may store events meanwhile. */
const IDLE_MS = { events: 500, due: 2_000, jobs: 30_000 } as const;

/** Starts a worker: events, notifications and jobs run in independent loops, each of which survives an outage of the database. */
export function startWorker(given: Omit<WorkDeps, 'isRunning'>): Worker {
  let isRunning = true;
  const deps: WorkDeps = { ...given, isRunning: () => isRunning };
  const events = createAlarm();
  const others = [createAlarm(), createAlarm()] as const;
  const loops = [
    repeat(() => handleWaiting(deps), IDLE_MS.events, events),
    repeat(() => deliverDue(deps), IDLE_MS.due, others[0]),
    repeat(() => upkeep(deps), IDLE_MS.jobs, others[1]),
  ];

  async function repeat(round: () => Promise<number>, idleMs: number, alarm: Alarm): Promise<void> {
    while (isRunning) {
      const isIdle = (await round().catch(noteFailure)) === 0;
      if (isIdle) await alarm.wait(idleMs);
    }
  }

  function noteFailure(error: unknown): number {
    deps.log('the database does not answer', { failure: failureOf(error) });
    return 0;
  }

  return {
    wake: () => {
      events.ring();
    },
    async stop() {
      isRunning = false;
      for (const alarm of [events, ...others]) alarm.ring();
      await Promise.all(loops);
      await deps.slots.drain();
    },
  };
}

async function upkeep(deps: WorkDeps): Promise<number> {
  await eraseRemoved(deps);
  await runJobs(deps);
  return 0;
}

interface Alarm {
  ring(): void;
  /** Resolves at the next ring or after `atMostMs`; at once if it has rung since the last wait. */
  wait(atMostMs: number): Promise<void>;
}

function createAlarm(): Alarm {
  let hasRung = false;
  let end = (): void => undefined;
  return {
    ring() {
      hasRung = true;
      end();
    },
    async wait(atMostMs) {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, atMostMs);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hasRung = false;
    },
  };
}
