import { MAX_EVENT_BYTES, parseEventText } from '../../../../tools/workbench/payload/parse-event.ts';

function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

it('takes what JSON can say, with brackets inside of texts', () => {
  const brackets = `"${'['.repeat(5_000)}\\"${'{'.repeat(5_000)}"`;

  expect(parseEventText(`{"a":${brackets}}`)).toEqual({
    kind: 'value',
    value: { a: `${'['.repeat(5_000)}"${'{'.repeat(5_000)}` },
  });
});

it('takes 100,000 levels and refuses more, however many', () => {
  expect(parseEventText(nested(100_000)).kind).toBe('value');
  for (const levels of [100_001, 5_000_000]) {
    expect(parseEventText(nested(levels))).toEqual({
      kind: 'refused',
      expected: 'at most 100000 levels of objects and lists',
      found: 'a deeper level',
    });
  }
});

it('refuses a text that is longer than any event', () => {
  expect(parseEventText(`"${'x'.repeat(MAX_EVENT_BYTES)}"`)).toEqual({
    kind: 'refused',
    expected: 'at most 16 MB',
    found: '17 MB',
  });
});

it('says what is not JSON', () => {
  expect(parseEventText('{"a"')).toMatchObject({ kind: 'refused', expected: 'JSON' });
});
