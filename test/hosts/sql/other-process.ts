import { createInbox } from '../../../hosts/sql/inbox.ts';
import { claimDue } from '../../../hosts/sql/notification-rows.ts';
import { openLibsql } from '../../../hosts/sql/open-libsql.ts';
import { MINUTE, noon, sampleNotification } from '../../ports/sample-rows.ts';
import { handlePayment, paymentHandledAt, withSteps } from './handle-payment.ts';
import { retry, sampleEvent } from './sample-events.ts';

const [mode, file = '', argument = ''] = process.argv.slice(2);
const sql = openLibsql(file);

/** Handles the next event, and dies at one of the steps. */
async function dieAt(last: number): Promise<void> {
  let steps = 0;
  const dying = withSteps(sql, () => {
    steps += 1;
    if (steps === last) process.kill(process.pid, 'SIGKILL');
  });
  await createInbox(dying, 'tenant', retry).handleNext(paymentHandledAt, handlePayment);
}

/** Stores events and handles all waiting ones; prints the ids of the stored ones. */
async function keepAndHandle(prefix: string): Promise<void> {
  const inbox = createInbox(sql, 'tenant', retry);
  for (let index = 0; index < 60; index += 1) {
    const id = `${prefix}-${String(index)}`;
    await inbox.insert(sampleEvent({ id, lane: `lane-${String(index % 5)}` }), noon + index);
    console.log(id);
    await inbox.handleNext(noon + index, async (event, stores) => {
      const inserted = await stores.notifications.insert(sampleNotification({ key: event.id }));
      if (inserted === 'exists') throw new TypeError('The event was handled before');
    });
  }
}

/** Claims due notifications, three at a time, and prints them. */
async function claimAll(): Promise<void> {
  console.log('ready');
  for (let claimed = await claim(); claimed.length > 0; claimed = await claim()) console.log(claimed.join('\n'));
}

async function claim(): Promise<readonly string[]> {
  return (await claimDue(3, noon, MINUTE, 'tenant', sql)).map(({ key }) => key);
}

const modes: Readonly<Record<string, () => Promise<void>>> = {
  'die-at': () => dieAt(Number(argument)),
  'keep-and-handle': () => keepAndHandle(argument),
  claim: claimAll,
};
void modes[mode ?? '']?.().then(() => sql.close());
