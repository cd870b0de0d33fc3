import type { Ports } from '../ports/ports.ts';
import type { WebMethod, WebResult } from './define-method.ts';
import { notificationMethods } from './notification-methods.ts';
import { ownerMethods } from './owner-methods.ts';

const methods = { ...notificationMethods, ...ownerMethods };

type Called<Method> =
  Method extends WebMethod<infer Args, infer Value> ? (...args: Args) => Promise<WebResult<Value>> : never;

/** Web methods by name, as a site's web module calls them. */
export type WebMethods = { readonly [Name in keyof typeof methods]: Called<(typeof methods)[Name]> };

/** Creates the web methods over the ports of a site. */
export function createWebMethods(ports: Ports): WebMethods {
  const called: unknown = Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [name, method(name, ports)] as const),
  );
  return called as WebMethods;
}
