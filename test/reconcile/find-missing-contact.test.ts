import { deliverAll } from '../../src/backend/order-events/delivery/deliver-due.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { sweepOrders } from '../../src/backend/order-events/reconcile/sweep-orders.ts';
import type { Process } from '../../tools/explore/running-process.ts';
import { restsOf } from '../delivery/rests-of.ts';
import { MINUTE, sampleNotification } from '../ports/sample-rows.ts';
import { paidRule, siteWith } from '../support/shop-site.ts';
import { watched } from '../support/watched-calls.ts';
import { HOUR, installed, now, orderOf, shopOrder, site, sourceOf, sweep, sweepDepsOf } from './sweep-run.ts';

describe('what was held for want of a contact', () => {
  const orderId = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
  const { contactId: _none, ...row } = sampleNotification({ orderId, expiresAt: now + HOUR });
  const held = { ...row, status: 'held', reason: 'no-contact', attempts: 0, dueAt: undefined } as const;
  const nameless = orderOf({ 'entity.buyerInfo.contactId': undefined });

  function worldWithHeld(changes: Partial<typeof row> = {}): World {
    const world = emptyWorld(now);
    world.notifications.set(held.key, { ...held, ...changes });
    return world;
  }

  it.each([
    ['the order names one by now', shopOrder, undefined, '24de6f0b-60ce-4faa-9138-2e39f1415615'],
    ['the email leads to one', nameless, 'found-contact', 'found-contact'],
  ])('is sent by the job when %s', async (_when, order, contact, contactId) => {
    const world = worldWithHeld();

    const run = await sweep(world, [sourceOf([[order]])], { contact });

    await deliverAll(now + MINUTE, 1, createInMemoryPorts(world));

    expect(run.report).toMatchObject({ contactsFound: 1 });
    expect(world.emails).toMatchObject([{ contactId }]);
    expect(world.notifications.get(held.key)).toMatchObject({ status: 'sent', contactId });
  });

  it.each([
    ['the order names one by now', shopOrder, undefined],
    ['the email leads to one', nameless, 'found-contact'],
  ])('is about its contact as well as its address, once %s', async (_when, order, contact) => {
    const world = worldWithHeld({ marks: 'a1' });

    await sweep(world, [sourceOf([[order]])], { contact });

    expect(world.notifications.get(held.key)?.marks).toMatch(/^a1 \S/);
  });

  it('is not written back where an erasure was asked for meanwhile', async () => {
    const world = worldWithHeld();
    const id = `order/wix-ecom/${orderId}`;
    world.erasures.set(id, { id, askedAt: now, dueAt: now + HOUR });

    await sweep(world, [sourceOf([[shopOrder]])], {});

    expect(world.notifications.get(held.key)).toMatchObject({ status: 'erased' });
    expect(JSON.stringify([...world.notifications.values()])).not.toMatch(/24de6f0b|10003/);
  });

  it.each([
    ['the email leads to none', nameless, {}, site],
    ['it is held for another reason', shopOrder, { reason: 'rule-threw' }, site],
    ['its rule is gone', shopOrder, {}, siteWith([])],
    ['it is for a guest', shopOrder, {}, siteWith([{ ...paidRule, recipient: 'guest' }])],
    ['there is no email', orderOf({ 'entity.buyerInfo': {} }), {}, site],
  ])('stays held when %s', async (_when, order, changes, rules) => {
    const world = worldWithHeld(changes);

    const run = await sweep(world, [sourceOf([[order]])], { rules });

    expect(run.report).toMatchObject({ contactsFound: 0 });
    expect(world.emails).toEqual([]);
    expect(world.notifications.get(held.key)?.status).toBe('held');
  });

  it('is found though its order has not moved since, and no other order is', async () => {
    const world = worldWithHeld();
    const other = orderOf({ 'entity._id': 'other' });
    const longAgo = { ...installed, 'wix-ecom/since': now + 30 * MINUTE };

    const run = await sweep(world, [sourceOf([[other, shopOrder]])], { progress: longAgo });

    expect(run.report).toMatchObject({ read: 2, handled: 0, contactsFound: 1 });
    expect(world.projections.size).toBe(0);
  });

  it('is no news any more once it is too old', async () => {
    const world = worldWithHeld({ expiresAt: now - 1 });

    await sweep(world, [sourceOf([[shopOrder]])]);
    await deliverAll(now + MINUTE, 1, createInMemoryPorts(world));

    expect(world.emails).toEqual([]);
    expect(world.notifications.get(held.key)?.status).toBe('expired');
  });

  it('is left to another run that has it already', async () => {
    const world = worldWithHeld();
    world.claims.set(`${held.key}#1`, now);

    const run = await sweep(world, [sourceOf([[shopOrder]])]);

    expect(run.report).toMatchObject({ contactsFound: 0 });
    expect(world.notifications.get(held.key)?.status).toBe('held');
  });

  it('is left alone when it was resent a moment before', async () => {
    const world = worldWithHeld();
    const around = watched([], ({ name }) => {
      if (name === 'claims.claim') world.notifications.set(held.key, { ...held, status: 'sent' });
      return undefined;
    });

    await sweepOrders(installed, now + MINUTE, site, sweepDepsOf(world, [sourceOf([[shopOrder]])], around));

    expect(world.notifications.get(held.key)?.status).toBe('sent');
  });

  it('is sent once, also by two runs at once', async () => {
    const run: Process['start'] = (world, around) =>
      sweepOrders(installed, world.now + HOUR, site, sweepDepsOf(world, [sourceOf([[shopOrder]])], around));

    expect(await restsOf(worldWithHeld(), [run, run])).toEqual([{ emails: 1, statuses: ['sent'] }]);
  });
});
