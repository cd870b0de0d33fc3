import type { OrderPage } from '../ports/order-reader.ts';
import type { Progress } from './sweep-report.ts';

/**
 * Reads the page that a sweep had reached. If that fails, the place is dropped and the next run starts over: a cursor that Wix refuses
 * would be refused each time, and its lifetime is not documented.
 */
export async function listPage(
  progress: Progress,
  key: string,
  list: (from: string | undefined) => Promise<OrderPage>,
): Promise<OrderPage> {
  try {
    return await list(progress.get(key)?.toString());
  } catch (error) {
    progress.delete(key);
    throw error;
  }
}
