/**
 * Age of an order, in milliseconds, up to which its payment is news at first sight: a payment through another bank's page takes minutes.
 */
export const FRESH_ORDER_MS = 10 * 60_000;
