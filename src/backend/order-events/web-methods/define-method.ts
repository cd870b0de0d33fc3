import * as v from 'valibot';

import type { Ports } from '../ports/ports.ts';
import { emailAddressForm, guidForm } from '../values/text-forms.ts';

/** An id or key from outside. */
export const idSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(512));

/** The id of a contact or a member: only a whole GUID may decide what is erased. */
export const guidSchema = v.pipe(v.string(), v.regex(guidForm));

/** An email address. */
export const emailSchema = v.pipe(v.string(), v.maxLength(320), v.regex(emailAddressForm));

/** Result of a web method: JSON-safe, and without internal text. */
export type WebResult<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'refused'; readonly reason: string; readonly path?: string }
  | { readonly kind: 'failed' };

/** A web method under a name, over the ports of a site. */
export type WebMethod<Args extends readonly unknown[], Value> = (
  name: string,
  ports: Ports,
) => (...args: Args) => Promise<WebResult<Value>>;

/**
 * Defines a web method: the value that its arguments form, the schema that checks it, and the work on checked input. Errors end as
 * `failed`, and the site's log gets only their kind, because messages can contain anything.
 */
export function defineMethod<Args extends readonly unknown[], Input, Value>({
  input,
  schema,
  work,
}: {
  readonly input: (...args: Args) => unknown;
  readonly schema: v.GenericSchema<unknown, Input>;
  readonly work: (input: Input, ports: Ports) => Promise<WebResult<Value>>;
}): WebMethod<Args, Value> {
  return (name, ports) =>
    async (...args) => {
      const checked = v.safeParse(schema, input(...args));
      if (!checked.success) return refusedInput(checked.issues[0]);
      try {
        return await work(checked.output, ports);
      } catch (error) {
        const kind = error instanceof Error ? error.name : typeof error;
        ports.log('web method failed', { method: name, error: kind });
        return { kind: 'failed' };
      }
    };
}

function refusedInput(issue: v.BaseIssue<unknown>): WebResult<never> {
  return { kind: 'refused', reason: `expected ${issue.expected ?? 'another value'}`, path: v.getDotPath(issue) ?? '' };
}
