/** The code of an error that Wix threw: Velo puts it on the error, the SDK under `details.applicationError`. */
export function codeOf(error: unknown): string | undefined {
  const own = fieldOf(error, 'code');
  const code = own ?? fieldOf(fieldOf(fieldOf(error, 'details'), 'applicationError'), 'code');
  return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
