import { memberText } from '../../../../tools/workbench/replay/member-text.ts';
import { readReplayLine } from '../../../../tools/workbench/replay/replay-line.ts';

describe('the text of a member', () => {
  it.each([
    ['{"a":1,"event":{"b":[1,"}"]}}', '{"b":[1,"}"]}'],
    ['{"event":"x\\"}","a":1}', '"x\\"}"'],
    ['{ "event" : [ 1 , { } ] , "a" : 2 }', '[ 1 , { } ]'],
    ['{"event":null}', 'null'],
    ['{"event":-1.5e3,"a":1}', '-1.5e3'],
    ['{"event":1,"event":2}', '2'],
    ['{"\\u0065vent":1}', '1'],
    ['{"a":{"event":1}}', undefined],
    ['{}', undefined],
  ])('of %s is %s', (json, text) => {
    expect(memberText(json, 'event')).toBe(text);
  });

  it('is found at any depth', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

    expect(memberText(`{"event":${deep}}`, 'event')).toBe(deep);
  });
});

describe('a replay line', () => {
  it('gives the event as it was written', () => {
    const line = readReplayLine('{"handler":"wixEcom_onOrderUpdated","event":{"a": 1.0}}');

    expect(line).toEqual({
      kind: 'delivery',
      delivery: { handler: 'wixEcom_onOrderUpdated', event: { a: 1 }, json: '{"a": 1.0}' },
    });
  });

  it.each([
    ['not json', null, { path: 'line', expected: 'JSON', found: '8 characters that are not JSON' }],
    ['null', null, { path: 'line', expected: 'an object with handler and event', found: 'null' }],
    ['[1,2]', null, { path: 'line', expected: 'an object with handler and event', found: 'an array of 2' }],
    ['{}', null, { path: 'handler', expected: 'the name of a handler', found: 'nothing' }],
    ['{"handler":7,"event":{}}', null, { path: 'handler', expected: 'the name of a handler', found: 'a number' }],
    [
      '{"handler":"wixEcom_onOrderUpdated"}',
      'wixEcom_onOrderUpdated',
      { path: 'event', expected: 'an event', found: 'nothing' },
    ],
    [
      '{"__proto__":{"handler":"wixEcom_onOrderUpdated"},"event":{}}',
      null,
      { path: 'handler', expected: 'the name of a handler', found: 'nothing' },
    ],
  ])('%s is rejected with a path', (text, handler, rejection) => {
    expect(readReplayLine(text)).toEqual({ kind: 'rejected', handler, rejection });
  });

  it('is rejected with the handler that was meant', () => {
    expect(readReplayLine('{"handler":"wixEvent_onOrderUpdated","event":{}}')).toMatchObject({
      kind: 'rejected',
      handler: 'wixEvent_onOrderUpdated',
      rejection: { path: 'handler', found: 'wixEvent_onOrderUpdated (did you mean wixEvents_onOrderUpdated?)' },
    });
  });

  it.each(['toString', '__proto__', 'constructor'])('is rejected for the handler %s', (handler) => {
    expect(readReplayLine(JSON.stringify({ handler, event: {} })).kind).toBe('rejected');
  });
});
