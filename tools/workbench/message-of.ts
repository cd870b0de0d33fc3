/** Returns the message of a thrown value. Errors of Node.js may come from another realm, where `instanceof Error` fails. */
export function messageOf(error: unknown): string {
  const { message } = Object(error) as { readonly message?: unknown };
  return typeof message === 'string' ? message : String(error);
}
