import { runCli, runJson } from './run-cli.ts';
import { valueAt } from '../../tools/workbench/payload/json.ts';

/** Each step with the kinds of change and the emails that it must bring about. */
const courses: Record<string, readonly (readonly [readonly string[], readonly string[]])[]> = {
  tickets: [
    [[], []],
    [['order-paid'], ['TicketOrderPaid']],
    [['ticket-checked-in'], []],
    [['order-canceled'], ['TicketCanceled', 'TicketOrderCanceled']],
  ],
  plans: [
    [['order-started'], []],
    [['cycle-started', 'order-paid'], ['PlanPaid']],
    [['order-paused'], ['PlanPaused']],
    [['order-resumed'], ['PlanResumed']],
    [['order-canceled', 'order-ended'], ['PlanCanceled']],
  ],
  shop: [
    [[], []],
    [['order-approved', 'order-placed'], []],
    [['buyer-details-changed', 'order-paid', 'order-seen'], ['ShopOrderPaid']],
    [[], []],
    [['order-fulfilled'], ['ShopOrderFulfilled']],
    [['order-refunded'], ['ShopOrderRefunded']],
  ],
};

function listOf(report: unknown, list: string, field: string): unknown[] {
  const items = valueAt(report, list);
  return Array.isArray(items) ? items.map((item: unknown) => valueAt(item, field)).sort() : [];
}

describe.each(Object.keys(courses))('the sequence %s', (name) => {
  const run = ['event', 'run', name, '--fresh'];
  const expected = courses[name] ?? [];
  const allEmails = expected.flatMap(([, emails]) => emails);

  it('brings about what its steps say', async () => {
    const { exitCode, objects } = await runJson(run);

    expect(exitCode).toBe(0);
    expect(objects.map((report) => [listOf(report, 'changes', 'kind'), listOf(report, 'emails', 'emailId')])).toEqual(
      expected,
    );
  });

  it('sends the same when each step is delivered three times', async () => {
    const { objects } = await runJson([...run, '--times', '3']);

    expect(objects).toHaveLength(expected.length * 3);
    expect(objects.flatMap((report) => listOf(report, 'emails', 'emailId'))).toEqual(allEmails);
  });

  it.each([1, 2, 3, 4, 5])('sends no email twice when it comes shuffled (seed %i)', async (seed) => {
    const { objects } = await runJson([...run, '--times', '2', '--shuffle', '--seed', String(seed)]);
    const emails = objects.flatMap((report) => listOf(report, 'emails', 'emailId'));

    expect(new Set(emails).size).toBe(emails.length);
  });

  it('is told to people step by step', async () => {
    const { stdout } = await runCli(run);

    expect(stdout).toContain(`1/${expected.length}  wix`);
    expect(stdout).toContain(`${expected.length} deliveries, ${allEmails.length} emails`);
  });
});
