import { createWebhookApp, type AppDeps } from '../../../hosts/webhook-server/app.ts';
import type { Delivery } from '../../../hosts/webhook-server/delivery.ts';
import { createMetrics } from '../../../hosts/webhook-server/metrics.ts';
import { readPublicKey } from '../../../hosts/webhook-server/public-key.ts';

/**
 * Opens the webhook endpoint with a public key in any accepted form: it stores each webhook once, in memory, unless `changes` override
 * that.
 */
export function openEndpoint(publicKey: string, changes: Partial<AppDeps> = {}) {
  const key = readPublicKey(publicKey);
  if ('fault' in key) throw new Error(key.fault);
  const kept: Delivery[] = [];
  const app = createWebhookApp({
    key,
    receives: true,
    keep: (delivery) => {
      const isKnown = kept.some(({ id }) => id === delivery.id);
      if (!isKnown) kept.push(delivery);
      return Promise.resolve(isKnown ? 'known' : 'kept');
    },
    isReady: () => Promise.resolve(true),
    metrics: createMetrics(() => Promise.resolve({ waiting: 0, dead: 0 }), Date.now),
    now: Date.now,
    log: () => undefined,
    ...changes,
  });
  const post = async (body: string, path = '/webhooks') => {
    const response = await app.request(path, { method: 'POST', body });
    return { status: response.status, text: await response.text() };
  };
  return { app, kept, post };
}
