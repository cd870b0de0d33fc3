import type { PortCall } from '../../../src/backend/order-events/memory/in-memory-ports.ts';

/** Port calls that go together, as those of the stores on Wix Data do. */
export const gatheredKinds: Partial<Record<PortCall['name'], 'insert' | 'save' | 'read'>> = {
  'projections.read': 'read',
  'projections.save': 'insert',
  'notifications.insert': 'insert',
  'notifications.read': 'read',
  'notifications.save': 'save',
  'notifications.noteSent': 'save',
  'claims.claim': 'insert',
  'erasures.find': 'read',
};

/** Returns the id of the row that a call writes; an empty text if it reads. */
export function rowIdOf(call: PortCall): string {
  if (call.name === 'projections.save') {
    const [{ product, orderId }, revision] = call.args;
    return `${product}/${orderId}#${String(revision + 1)}`;
  }
  if (call.name === 'claims.claim') return `${call.args[0]}#${String(call.args[1])}`;
  if (call.name === 'unhandled.keep') return call.args[0].id;
  const isWrite =
    call.name === 'notifications.insert' ||
    call.name === 'notifications.save' ||
    call.name === 'notifications.noteSent';
  return isWrite ? call.args[0].key : '';
}

/** Answers to inserts that win. */
const winning: Partial<Record<PortCall['name'], unknown>> = {
  'notifications.insert': 'inserted',
  'claims.claim': { kind: 'claimed' },
  'projections.save': 'saved',
};

/** `true` if a call is an insert whose answer says that it won. */
export function hasWon({ name }: PortCall, answer: unknown): boolean {
  return winning[name] !== undefined && JSON.stringify(answer) === JSON.stringify(winning[name]);
}

/** Returns the answer of an insert that won. */
export function winningAnswer({ name }: PortCall): unknown {
  return winning[name];
}
