/** Adds parameters to an API path, except those that are `null` or blank. Half a surrogate pair, which a URL cannot contain, is replaced. */
export function withQuery(path: string, params: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams(path.split('?')[1]);
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value.trim() !== '') query.set(name, value);
  }
  const [base = ''] = path.split('?', 1);
  const text = query.toString();
  return text === '' ? base : `${base}?${text}`;
}
