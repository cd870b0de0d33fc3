import type { Product } from '../products/product.ts';

/** Orders per query. */
const GROUP_SIZE = 100;

/** Groups the orders of rows, each once, by product, in groups small enough for one query. */
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
