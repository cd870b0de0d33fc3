import type { Product } from '../products/product.ts';

/** Orders that one query names. */
const GROUP_SIZE = 100;

/** The orders of rows, each once, in groups of one product that a query can name. */
export function groupOrders(
  rows: readonly { readonly product: Product; readonly orderId: string }[],
): readonly { readonly product: Product; readonly orderIds: readonly string[] }[] {
  const byProduct = new Map<Product, Set<string>>();
  for (const { product, orderId } of rows) {
    byProduct.set(product, (byProduct.get(product) ?? new Set()).add(orderId));
  }
  return [...byProduct].flatMap(([product, ids]) => {
    const orderIds = [...ids];
    const starts = orderIds.flatMap((_id, index) => (index % GROUP_SIZE === 0 ? index : []));
    return starts.map((start) => ({ product, orderIds: orderIds.slice(start, start + GROUP_SIZE) }));
  });
}
