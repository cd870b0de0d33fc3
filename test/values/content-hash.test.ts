import { hashContent } from '../../src/backend/order-events/values/content-hash.ts';

describe('the hash of content', () => {
  it('is the start of its SHA-256', () => {
    expect(hashContent('abc')).toBe('ba7816bf8f01cfea');
  });
});
