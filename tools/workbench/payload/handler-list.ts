import {
  productOfHandler,
  type HandlerName,
  type Product,
} from '../../../src/backend/order-events/handlers/handlers.ts';

/** Every handler that an event can be fired at, in the order of the registry. */
export const handlerNames = Object.keys(productOfHandler) as readonly HandlerName[];

/** Whether a site of this package has such a handler. */
export function isHandlerName(name: unknown): name is HandlerName {
  return handlerNames.some((handler) => handler === name);
}

/** The product whose orders a handler is called for. */
export function productOf(handler: HandlerName): Product {
  return productOfHandler[handler];
}
