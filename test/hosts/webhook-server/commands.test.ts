import { createInbox } from '../../../hosts/sql/inbox.ts';
import { runCommand } from '../../../hosts/webhook-server/commands.ts';
import { retryPolicy } from '../../../hosts/webhook-server/retry-policy.ts';
import { describeDatabases } from '../sql/databases.ts';
import { openProcess, paidAt, paymentOf } from './server-at-work.ts';

const BUYER = '24de6f0b-60ce-4faa-9138-2e39f1415615';
const ORDER = '7a8b195e-ab73-4138-b9da-cdf5e864a451';

describeDatabases((sql, newTenant) => {
  /** Creates a server that has received a payment, and a function that runs commands on its database. */
  async function open() {
    const instanceId = newTenant();
    const clock = { at: paidAt };
    const server = openProcess(sql(), clock);
    await server.post(paymentOf(instanceId));
    const printed: string[] = [];
    const run = (...args: readonly string[]): Promise<number> =>
      runCommand(args, { sql: sql(), coreOf: server.coreOf, now: () => clock.at, print: (text) => printed.push(text) });
    // The server works for all installations, also for those that other tests left something to do.
    const sentKeys = (): string[] =>
      server.emails.filter((email) => email.instanceId === instanceId).map(({ key }) => key);
    return { instanceId, clock, server, sentKeys, printed, run, inbox: createInbox(sql(), instanceId, retryPolicy) };
  }

  /** Lets the waiting event fail until it is dead. */
  async function giveUp({ inbox, clock }: Awaited<ReturnType<typeof open>>): Promise<void> {
    for (let tries = 0; tries < 16; tries += 1) {
      await inbox.handleNext(clock.at, () => Promise.reject(new TypeError('poison')));
      clock.at += 7_200_000;
    }
  }

  it('lists sent notifications, and does not send them again', async () => {
    const { instanceId, server, sentKeys, printed, run } = await open();
    await server.work();

    expect(await run('notifications', instanceId, 'sent')).toBe(0);
    const [{ key }] = JSON.parse(printed[0] ?? '') as [{ readonly key: string }];
    expect(key).toContain('order-paid');
    expect(await run('resend', instanceId, key)).toBe(1);
    expect(JSON.parse(printed[1] ?? '')).toEqual({ kind: 'refused', reason: 'already-sent' });
    expect(sentKeys()).toEqual([key]);
  });

  it('lists a dead event without its content, and makes it due again', async () => {
    const opened = await open();
    const { instanceId, server, sentKeys, printed, run } = opened;
    await giveUp(opened);
    await server.work();
    expect(sentKeys()).toEqual([]);

    expect(await run('dead', instanceId)).toBe(0);
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ orderId: ORDER, tries: 16, reason: 'unexpected' });
    expect(printed[0]).not.toContain(BUYER);
    expect(await run('retry', instanceId)).toBe(0);
    expect(printed[1]).toBe('1 of 1 dead events will be retried by the running server');
    await server.work();
    expect(await run('dead', instanceId)).toBe(0);
    expect(printed).toHaveLength(2);
  });

  it('erases a person from dead events as well', async () => {
    const opened = await open();
    const { instanceId, inbox, run } = opened;
    await giveUp(opened);

    expect(await run('erase', instanceId, BUYER)).toBe(0);
    expect(await inbox.count()).toEqual({ waiting: 0, dead: 0 });
  });

  it('stores dead events no longer than the rules allow', async () => {
    const opened = await open();
    const { clock, server, inbox } = opened;
    await giveUp(opened);
    clock.at = paidAt + 90 * 86_400_000;
    await server.runJobs();
    expect(await inbox.count()).toMatchObject({ dead: 1 });
    clock.at += 3_600_000;
    await server.runJobs();

    expect(await inbox.count()).toMatchObject({ dead: 0 });
  });

  it.each([
    [['dead', 'nobody'], 'nobody: there is no installation with this id'],
    [['dead'], 'Usage: node server.js'],
    [[], 'Usage: node server.js'],
  ])('reports the fault in %j', async (args, expected) => {
    const { printed, run } = await open();

    expect(await run(...args)).toBe(2);
    expect(printed[0]).toContain(expected);
  });

  it('lists the installations', async () => {
    const { instanceId, printed, run } = await open();

    expect(await run('installations')).toBe(0);
    expect(printed.map((line) => JSON.parse(line) as unknown)).toContainEqual({ instanceId, installedAt: paidAt });
  });
});
