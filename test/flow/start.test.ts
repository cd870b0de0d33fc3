import { runCli, runJson } from './run-cli.ts';

describe('start', () => {
  it('shows the five documented payloads, what changed, what was sent, and what to try next', async () => {
    const { exitCode, stdout } = await runCli(['start']);

    expect(exitCode).toBe(0);
    expect(stdout.match(/^\d\/5 {2}wix\w+$/gm)).toEqual([
      '1/5  wixEvents_onOrderUpdated',
      '2/5  wixEvents_onOrderUpdated',
      '3/5  wixPricingPlans_onOrderUpdated',
      '4/5  wixEcom_onOrderUpdated',
      '5/5  wixEcom_onOrderPaymentStatusUpdated',
    ]);
    expect(stdout).toContain('order-paid             paymentStatus NOT_PAID → PAID  total 40  balance 0');
    expect(stdout).toContain('email                  ShopOrderPaid → 24de6f0b-60ce-4faa-9138-2e39f1415615');
    expect(stdout).toContain('Try next');
  });

  it('fits a terminal of 80 columns, but for commands to copy', async () => {
    const { stdout } = await runCli(['start']);

    const tooLong = stdout.split('\n').filter((line) => line.length > 80 && !line.includes('node bin/order-events.js'));

    expect(tooLong).toEqual([]);
  });

  it('shows the same the second time', async () => {
    const first = await runCli(['start']);
    const second = await runCli(['start']);

    expect(second.stdout).toBe(first.stdout);
  });

  it('suggests commands that work', async () => {
    const { stdout } = await runCli(['start']);
    const commands = [...stdout.matchAll(/node bin\/order-events\.js (.+)/g)].map(([, command = '']) =>
      command.split(' '),
    );

    const exitCodes = await Promise.all(commands.map(async (argv) => (await runCli(argv)).exitCode));

    expect(exitCodes).toEqual([0, 0, 0, 0]);
  });

  it('gives one object for each payload with --json', async () => {
    const { exitCode, objects } = await runJson(['start']);

    expect(exitCode).toBe(0);
    expect(objects.map(({ verdict }) => verdict)).toEqual([
      'first-seen',
      'duplicate',
      'first-seen',
      'first-seen',
      'changed',
    ]);
  });
});
