import { refusalKindOf } from '../../src/backend/order-events/wix/data-refusal.ts';
import { codeOf } from '../../src/backend/order-events/wix/error-code.ts';

describe('the code of an error', () => {
  it.each([
    ['of Velo', { code: 'WDE0074', message: 'no' }, 'WDE0074'],
    ['of the SDK', { details: { applicationError: { code: 'WDE0123' } } }, 'WDE0123'],
    ['that is a number', { code: 504 }, '504'],
    ['in the text alone', new Error('Failed to insert: WDE0123: Duplicated [id]'), 'WDE0123'],
    ['by its name in the text', new Error('WD_ITEM_ALREADY_EXISTS'), 'WD_ITEM_ALREADY_EXISTS'],
    ['is none where there is none', new Error('The item WDE1 is gone'), undefined],
    ['is none where nothing was thrown', undefined, undefined],
  ])('%s', (_what, error, expected) => {
    expect(codeOf(error)).toBe(expected);
  });
});

it.each([
  ['WDE0074', 'taken'],
  ['WDE0123', 'taken'],
  ['WD_ITEM_ALREADY_EXISTS', 'taken'],
  ['WD_UNIQUE_INDEX_CONFLICT', 'taken'],
  ['WDE0014', 'busy'],
  ['WDE0028', 'busy'],
  ['WDE0009', 'permanent'],
  ['WDE0027', 'permanent'],
  ['WDE0053', 'unknown'],
  ['WDE0091', 'unknown'],
  ['504', 'unknown'],
  [undefined, 'unknown'],
])('a refusal by the code %s is %s', (code, kind) => {
  expect(refusalKindOf(code)).toBe(kind);
});
