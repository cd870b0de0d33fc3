import { fallbacksOf, readLanguage } from '../../src/backend/order-events/rules/languages.ts';

describe('a language code', () => {
  it.each([
    ['pt_BR', 'pt-BR'],
    ['zh_Hant_TW', 'zh-Hant-TW'],
    ['iw', 'he'],
    ['EN-us', 'en-US'],
    [' de ', 'de'],
  ])('%p is %s', (code, language) => {
    expect(readLanguage(code)).toBe(language);
  });

  it.each(['', 'no such language!', undefined])('is none: %p', (code) => {
    expect(readLanguage(code)).toBeUndefined();
  });
});

it.each([
  ['zh-Hant-TW', ['zh-Hant-TW', 'zh-TW', 'zh-Hant', 'zh']],
  ['zh-TW', ['zh-TW', 'zh-Hant-TW', 'zh-Hant', 'zh']],
  ['de', ['de', 'de-Latn']],
  ['qaa-DE', ['qaa-DE', 'qaa']],
])('%s is looked for as what comes closest', (language, codes) => {
  expect([...new Set(fallbacksOf(language))]).toEqual(codes);
});

it('English falls back as every other language does', () => {
  expect(fallbacksOf('en')).toEqual(['en', 'en', 'en-Latn', 'en']);
  expect(fallbacksOf('fr')).toEqual(['fr', 'fr', 'fr-Latn', 'fr']);
});
