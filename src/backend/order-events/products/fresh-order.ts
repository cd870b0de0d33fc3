/** How old an order may be for its payment to be news at first sight: a payment through another bank's page takes minutes. */
export const FRESH_ORDER_MS = 10 * 60_000;
