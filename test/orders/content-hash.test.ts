import { hashContent } from '../../src/backend/order-events/orders/content-hash.ts';

describe('the hash of content', () => {
  it('is the start of its SHA-256', () => {
    expect(hashContent('abc')).toBe('ba7816bf8f01cfea');
  });
});
