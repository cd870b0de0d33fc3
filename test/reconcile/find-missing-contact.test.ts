import { deliverAll } from '../../src/backend/order-events/delivery/deliver-due.ts';
import { reconcileOrders } from '../../src/backend/order-events/reconcile/reconcile-orders.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { restsOf } from '../intake/at-once.ts';
import { eventDepsOf, paidRule, siteWith, watched } from '../support/event-deps.ts';
import { hour, jobDepsOf, now, orderOf, reconcile, shopOrder, site, sourceOf } from './reconcile-run.ts';
import { minute, sampleNotification } from '../ports/sample-rows.ts';

describe('what was held for want of a contact', () => {
  const orderId = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
  const { contactId: _none, ...row } = sampleNotification({ orderId, expiresAt: now + hour });
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

    const run = await reconcile(world, [sourceOf([[order]])], { contact });

    await deliverAll(now + minute, eventDepsOf(world));

    expect(run.report).toMatchObject({ contactsFound: 1 });
    expect(world.emails).toMatchObject([{ contactId }]);
    expect(world.notifications.get(held.key)).toMatchObject({ status: 'sent', contactId });
  });

  it.each([
    ['the email leads to none', nameless, {}, site],
    ['it is held for another reason', shopOrder, { reason: 'rule-threw' }, site],
    ['its rule is gone', shopOrder, {}, siteWith([])],
    ['it is for a guest', shopOrder, {}, siteWith([{ ...paidRule, recipient: 'guest' }])],
    ['there is no email', orderOf({ 'entity.buyerInfo': {} }), {}, site],
  ])('stays held when %s', async (_when, order, changes, rules) => {
    const world = worldWithHeld(changes);

    const run = await reconcile(world, [sourceOf([[order]])], { rules });

    expect(run.report).toMatchObject({ contactsFound: 0 });
    expect(world.emails).toEqual([]);
    expect(world.notifications.get(held.key)?.status).toBe('held');
  });

  it('is found though its order has not moved since, and no other order is', async () => {
    const world = worldWithHeld();
    const other = orderOf({ 'entity._id': 'other' });
    const longAgo = { 'wix-ecom/since': now + 30 * minute };

    const run = await reconcile(world, [sourceOf([[other, shopOrder]])], { progress: longAgo });

    expect(run.report).toMatchObject({ read: 2, handled: 0, contactsFound: 1 });
    expect(world.projections.size).toBe(0);
  });

  it('is no news any more once it is too old', async () => {
    const world = worldWithHeld({ expiresAt: now - 1 });

    await reconcile(world, [sourceOf([[shopOrder]])]);
    await deliverAll(now + minute, eventDepsOf(world));

    expect(world.emails).toEqual([]);
    expect(world.notifications.get(held.key)?.status).toBe('expired');
  });

  it('is left to another run that has it already', async () => {
    const world = worldWithHeld();
    world.claims.set(`${held.key}#1`, { claimedAt: now });

    const run = await reconcile(world, [sourceOf([[shopOrder]])]);

    expect(run.report).toMatchObject({ contactsFound: 0 });
    expect(world.notifications.get(held.key)?.status).toBe('held');
  });

  it('is left alone when it was resent a moment before', async () => {
    const world = worldWithHeld();
    const around = watched([], ({ name }) => {
      if (name === 'claimAttempt') world.notifications.set(held.key, { ...held, status: 'sent' });
      return undefined;
    });
    const deps = { ...jobDepsOf(world, around), sources: [sourceOf([[shopOrder]])] };

    await reconcileOrders({}, now + minute, site, { ...deps, findContact: () => Promise.resolve(undefined) });

    expect(world.notifications.get(held.key)?.status).toBe('sent');
  });

  it('is sent once, also by two runs at once', async () => {
    const run = (world: World, around: Parameters<typeof eventDepsOf>[1]) => {
      const deps = { ...jobDepsOf(world, around), sources: [sourceOf([[shopOrder]])] };
      return reconcileOrders({}, world.now + hour, site, { ...deps, findContact: () => Promise.resolve(undefined) });
    };

    expect(await restsOf(worldWithHeld(), [run, run])).toEqual([{ emails: 1, statuses: ['sent'] }]);
  });
});
