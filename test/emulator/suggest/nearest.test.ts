import { editDistance } from '../../../emulator/suggest/edit-distance.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';

describe('the edit distance', () => {
  it.each([
    ['status', 'status', 0],
    ['statsu', 'status', 1],
    ['staus', 'status', 1],
    ['Status', 'status', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('from %j to %j is %i', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
  });
});

describe('the nearest candidate', () => {
  const handlers = ['wixEvents_onOrderUpdated', 'wixEcom_onOrderUpdated', 'wixEcom_onOrderPaymentStatusUpdated'];

  it.each([
    ['wixEvent_onOrderUpdated', 'wixEvents_onOrderUpdated'],
    ['wixecom_onorderupdated', 'wixEcom_onOrderUpdated'],
    ['wixStores_onCartAbandoned', undefined],
    ['x', undefined],
  ])('to %s is %s', (word, found) => {
    expect(nearest(word, handlers)).toBe(found);
  });
});
