/** Parameters of a matched address, by name. */
export type UrlParams = Readonly<Record<string, string>>;

/**
 * Compares an address with a pattern, without its query unless the pattern has one; `undefined` if they differ. In a text, `:name` stands for one
 * part of the path and `*` for anything.
 */
export function matchUrl(pattern: string | RegExp, url: string): UrlParams | undefined {
  if (pattern instanceof RegExp) {
    const match = new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/g, '')).exec(url);
    return match === null ? undefined : { ...match.groups };
  }
  const subject = pattern.includes('?') ? url : url.replace(/[?#].*$/, '');
  const match = formOf(pattern).exec(subject);
  if (match === null) return undefined;
  return Object.fromEntries(
    Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
}

function formOf(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    // A port is no parameter, because its name would begin with a digit.
    .replaceAll(/:([A-Za-z_]\w*)/g, '(?<$1>[^/?#]+)');
  return new RegExp(`^${source}/?$`);
}
