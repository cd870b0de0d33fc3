import { shuffle } from '../../../../tools/workbench/sequences/shuffle.ts';

const items = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('a shuffled list', () => {
  it('has the same items and leaves the given list alone', () => {
    const shuffled = shuffle(items, 1);

    expect([...shuffled].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(items).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('is the same for the same seed', () => {
    expect(shuffle(items, 7)).toEqual(shuffle(items, 7));
  });

  it('comes out in every order over the seeds', () => {
    const orders = new Set(Array.from({ length: 200 }, (_, seed) => shuffle(['a', 'b', 'c'], seed).join('')));

    expect([...orders].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  });
});
