import { changeEvent } from '../../../../tools/workbench/payload/change-event.ts';
import { parseAssignment, type EventChange } from '../../../../tools/workbench/payload/event-change.ts';
import { CliError } from '../../../../tools/workbench/cli-error.ts';
import { documentedPayload } from '../../../support/documented-payloads.ts';
import { valueAt } from '../../../../tools/workbench/payload/json.ts';

const tickets = documentedPayload('wixEvents_onOrderUpdated');
const plan = documentedPayload('wixPricingPlans_onOrderUpdated');
const payment = documentedPayload('wixEcom_onOrderPaymentStatusUpdated');

function set(event: unknown, ...assignments: string[]): unknown {
  return changeEvent(event, assignments.map(parseAssignment));
}

function refusal(event: unknown, change: EventChange): CliError {
  try {
    changeEvent(event, [change]);
  } catch (error) {
    if (error instanceof CliError) return error;
  }
  throw new Error('The change was not refused');
}

describe('an assignment', () => {
  it.each([
    ['status=CANCELED', 'CANCELED'],
    ['status=true', true],
    ['status=10004', 10004],
    ['status="10004"', '10004'],
    ['status=null', null],
    ['status={"a":[1]}', { a: [1] }],
    ['status=', ''],
    ['status=a=b', 'a=b'],
    ['status={broken', '{broken'],
  ])('%s has its value as JSON, or else as text', (text, value) => {
    expect(parseAssignment(text)).toEqual({ kind: 'set', path: 'status', value });
  });

  it('with a leading + adds', () => {
    expect(parseAssignment('+a.b=1')).toEqual({ kind: 'add', path: 'a.b', value: 1 });
  });

  it.each(['status', '=CANCELED', ''])('%j is refused', (text) => {
    expect(() => parseAssignment(text)).toThrow('there is no value. Write PATH=VALUE');
  });
});

describe('setting a field', () => {
  it.each(['set', 'add'] as const)(
    'leaves a value alone that it puts in (%s), whatever later changes reach',
    (kind) => {
      const value = { first: 1 };
      const event = kind === 'set' ? { entity: { id: '1', given: null } } : { entity: { id: '1' } };

      const result = changeEvent(event, [
        { kind, path: 'entity.given', value },
        { kind: 'set', path: 'entity.given.first', value: 2 },
      ]);

      expect(valueAt(result, 'entity.given.first')).toBe(2);
      expect(value).toEqual({ first: 1 });
    },
  );

  it('leaves the given event alone', () => {
    expect(valueAt(set(tickets, 'status=CANCELED'), 'status')).toBe('CANCELED');
    expect(valueAt(tickets, 'status')).toBe('PAID');
  });

  it.each([
    [plan, 'status=ACTIVE', 'entity.status'],
    [plan, 'entity.status=ACTIVE', 'entity.status'],
    [payment, 'status=ACTIVE', 'data.order.status'],
    [{ updatedEvent: { currentEntity: { status: 'PENDING' } } }, 'status=ACTIVE', 'updatedEvent.currentEntity.status'],
    [{ metadata: {}, data: { status: 'PAID' } }, 'status=ACTIVE', 'data.status'],
  ])('finds the order in its envelope (%#)', (event, assignment, path) => {
    expect(valueAt(set(event, assignment), path)).toBe('ACTIVE');
  });

  it('prefers the root of the event to the order in it', () => {
    const event = { status: 'outer', entity: { status: 'inner' } };

    expect(set(event, 'status=new')).toEqual({ status: 'new', entity: { status: 'inner' } });
  });

  it('reaches into arrays either way', () => {
    const changed = set(tickets, 'tickets[0].firstName=Joan', 'tickets.1.archived=true');

    expect(valueAt(changed, 'tickets.0.firstName')).toBe('Joan');
    expect(valueAt(changed, 'tickets.1.archived')).toBe(true);
  });

  it.each([
    [tickets, 'statsu', 'status'],
    [plan, 'statsu', 'status'],
    [plan, 'entity.statsu', 'entity.status'],
    [plan, 'contactId', 'buyer.contactId'],
    [payment, 'order.status', 'data.order.status'],
    [tickets, 'tickets[5].archived', 'tickets[0].archived'],
    [tickets, 'somethingElseEntirely', undefined],
  ])('refuses a path that is not there and suggests the nearest (%#)', (event, path, suggestion) => {
    const error = refusal(event, { kind: 'set', path, value: 'x' });

    expect(error).toMatchObject({ code: 'unknown-path', exitCode: 2, suggestion });
    expect(error.message).toContain(`--set ${path}: the payload has no ${path}.`);
    expect(error.message).toContain(`--set +${path}=VALUE`);
  });

  it('refuses what is no path', () => {
    expect(refusal(tickets, { kind: 'set', path: 'tickets[', value: 1 }).message).toContain('is no path');
  });
});

describe('adding a field', () => {
  it('puts it into the order, and makes the objects on the way', () => {
    const changed = set(plan, '+cancellation.cause=OWNER_ACTION', '+entity.pausePeriods[0]={"status":"ACTIVE"}');

    expect(valueAt(changed, 'entity.cancellation')).toEqual({ cause: 'OWNER_ACTION' });
    expect(valueAt(changed, 'entity.pausePeriods')).toEqual([{ status: 'ACTIVE' }]);
  });

  it('puts it where the root of the event has its first key', () => {
    expect(valueAt(set(plan, '+metadata.extra=1'), 'metadata.extra')).toBe(1);
  });

  it('makes a __proto__ key a key like any other', () => {
    const changed = set({ a: 1 }, '+__proto__={"b":2}');

    expect(JSON.stringify(changed)).toBe('{"a":1,"__proto__":{"b":2}}');
  });

  it('refuses a field that is there', () => {
    const error = refusal(plan, { kind: 'add', path: 'status', value: 'ACTIVE' });

    expect(error).toMatchObject({ code: 'path-exists', suggestion: 'status', exitCode: 2 });
  });

  it('refuses to leave a gap in an array', () => {
    const error = refusal(tickets, { kind: 'add', path: 'tickets[7]', value: {} });

    expect(error.message).toBe('--set +tickets[7]: tickets has 2 items. The next is [2].');
  });

  it.each([
    [{ a: 'text' }, 'a.b', 'a.b: a is no object, so it can have no fields.'],
    ['text', 'a', 'a: the payload is no object, so it can have no fields.'],
  ])('refuses a field of what has none (%#)', (event, path, message) => {
    expect(refusal(event, { kind: 'add', path, value: 1 }).message).toBe(message);
  });
});

describe('unsetting a field', () => {
  it('removes it, and closes the gap in an array', () => {
    const changed = changeEvent(tickets, [
      { kind: 'unset', path: 'memberId' },
      { kind: 'unset', path: 'tickets[0]' },
    ]);

    expect(valueAt(changed, 'memberId')).toBeUndefined();
    expect(valueAt(changed, 'tickets.length')).toBe(1);
    expect(valueAt(changed, 'tickets.0.ticketNumber')).toBe('FMXC-BZG3-OT041');
  });

  it('refuses a path that is not there', () => {
    const error = refusal(tickets, { kind: 'unset', path: 'membrId' });

    expect(error).toMatchObject({ code: 'unknown-path', suggestion: 'memberId' });
    expect(error.message).toBe('--unset membrId: the payload has no membrId.');
  });
});
