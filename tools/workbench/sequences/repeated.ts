import { CliError } from '../cli-error.ts';
import type { LabelledDelivery } from '../local-site/fire-event.ts';
import { refuseLargeBatch } from '../payload/batch-limit.ts';

/**
 * Returns each delivery `times` times in a row: the same object, so that its text is in memory once. Throws CliError `wrong-value` if all of
 * them are too large at once.
 */
export function repeated(deliveries: readonly LabelledDelivery[], times: number): LabelledDelivery[] {
  const texts = deliveries.map(({ json }) => json);
  const refusal = refuseLargeBatch(texts, times);
  if (refusal === undefined) return deliveries.flatMap((one) => Array.from({ length: times }, () => one));
  const { expected, found } = refusal;
  const message = `Too much at once: expected ${expected}, found ${found}. Take fewer --times, or put the events in a file: node bin/order-events.js event replay`;
  throw new CliError('wrong-value', message);
}
