import { createCache } from '../values/cache.ts';

const cached = createCache();

/**
 * Returns a language code in its one spelling: `pt_BR` is `pt-BR`, `zh_Hant_TW` is `zh-Hant-TW`, and `iw` is `he`; `undefined` if it is
 * not a language code.
 */
export function readLanguage(code: string | undefined): string | undefined {
  // Asking `Intl` loads its data.
  if (code === 'en' || code === undefined) return code;
  return cached(`spelling ${code}`, () => canonicalOf(code));
}

function canonicalOf(code: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(code.trim().replace(/_/g, '-'))[0];
  } catch {
    return undefined;
  }
}

/**
 * Returns the codes under which a text for a language may be found, closest first: for `zh-Hant-TW` also `zh-TW`, `zh-Hant` and at last
 * `zh`.
 */
export function fallbacksOf(language: string): readonly string[] {
  // As below, without loading the data of `Intl`.
  if (language === 'en') return ['en', 'en', 'en-Latn', 'en'];
  return cached(`fallbacks ${language}`, () => findFallbacks(language));
}

function findFallbacks(language: string): readonly string[] {
  const { baseName, region } = new Intl.Locale(language);
  const { language: base, script } = new Intl.Locale(language).maximize();
  const ofScript = script === undefined ? base : `${base}-${script}`;
  const ofRegion = region === undefined ? [] : [`${ofScript}-${region}`, `${base}-${region}`];
  return [language, baseName, ...ofRegion, ofScript, base];
}
